-- A parked run waits for a person, without the lease, until a moment after which it fails.
alter table meta.run
    add column waits_for text check (waits_for in ('retry', 'approval')),
    add column parked_until timestamptz,
    -- The person whose word stands for the gates that were found closed.
    add column approved_by text,
    -- What was asked last, so that an order that is delivered twice is done once.
    add column last_order text,
    add constraint run_parked_waits check (
        (state = 'parked') = (waits_for is not null)
        and (state = 'parked') = (parked_until is not null)
    );

alter table meta.audit_result
    drop constraint audit_result_severity_check,
    add constraint audit_result_severity_check check (severity in ('error', 'gate', 'warn'));
