select
    product_key,
    product_code,
    product_name,
    category
from dwd.dim_product
