/** Trial sizes (小样) of skincare, given away and never sold: name, series, list price. */
export const trialSizes: Record<string, string> = {
  trial_size: `
    玻尿酸保湿精华小样 5ml, 水漾, 0
    神经酰胺修护面霜小样 5g, 屏护, 0
    维C亮肤精华小样 5ml, 光感, 0
    视黄醇紧致精华小样 5ml, 焕时, 0`,
}
