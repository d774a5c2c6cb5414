select
    business_line,
    status,
    parameters
from dws.churn_fit
where month_on = date_trunc('month', warehouse.as_of())
