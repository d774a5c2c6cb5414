with

rules as (
    select * from dws.rfm_rule
),

windows as (
    select * from dws.rfm_window
),

scores as (
    select * from dws.member_rfm
),

cells as (
    select * from dwd.rfm_cell
),

segments as (
    select * from dwd.rfm_segment
),

playbook as (
    select * from dwd.playbook
),

score_segments as (
    select distinct on (r.score, f.score, m.score)
        r.score as r_score,
        f.score as f_score,
        m.score as m_score,
        segments.segment,
        segments.label_zh
    from generate_series(1, 5) as r (score)
    cross join generate_series(1, 5) as f (score)
    cross join generate_series(1, 5) as m (score)
    inner join segments
        on r.score between segments.r_least and segments.r_most
        and f.score between segments.f_least and segments.f_most
        and m.score between segments.m_least and segments.m_most
    order by r.score, f.score, m.score, segments.place
),

final as (
    select
        scores.one_id,
        scores.business_line,
        scores.rfm_cell,
        scores.rfm_label_zh,
        scores.rfm_label_en,
        cells.trade_name_zh,
        cells.trade_name_en,
        score_segments.segment,
        score_segments.label_zh as segment_label_zh,
        scores.r_score,
        scores.f_score,
        scores.m_score,
        windows.last_purchased_on,
        scores.purchase_count,
        scores.monetary_amount,
        scores.currency,
        playbook.goal_zh,
        playbook.goal_en,
        playbook.action_zh,
        playbook.action_en,
        playbook.content_zh,
        playbook.content_en,
        playbook.benefit_zh,
        playbook.benefit_en,
        playbook.channel,
        rules.method,
        rules.rules_version
    from scores
    inner join windows
        on windows.one_id = scores.one_id
        and windows.business_line = scores.business_line
    inner join rules
        on rules.business_line = scores.business_line
    inner join score_segments
        on score_segments.r_score = scores.r_score
        and score_segments.f_score = scores.f_score
        and score_segments.m_score = scores.m_score
    inner join cells
        on cells.rfm_cell = scores.rfm_cell
    inner join playbook
        on playbook.vocabulary = 'rfm_cell'
        and playbook.class = scores.rfm_cell
    where scores.purchase_count > 0
)

select * from final
