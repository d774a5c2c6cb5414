select
    business_line,
    one_id,
    warehouse.as_of() - last_purchased_on as recency_days,
    purchase_count,
    monetary_amount
from ads.member_rfm
order by business_line, one_id
