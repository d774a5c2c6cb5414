/** A city with stores; `weight` is its relative number of persons. */
export type City = { name: string; code: string; weight: number }
/** A store; each sells one business line. */
export type Store = {
  store_code: string
  city: City
  business_line: 'beauty' | 'food'
  /** The store's own number; some clerks type it when a customer gives none. */
  phone: string
}

const cityList =
  '上海 SH 14,北京 BJ 12,广州 GZ 8,深圳 SZ 9,杭州 HZ 7,成都 CD 7,南京 NJ 5,武汉 WH 5,重庆 CQ 5,西安 XA 4,苏州 SU 5,天津 TJ 4,长沙 CS 4,郑州 ZZ 4,' +
  '宁波 NB 3,青岛 QD 3,无锡 WX 3,佛山 FS 3,合肥 HF 3,东莞 DG 3,福州 FZ 2,厦门 XM 2,济南 JN 3,大连 DL 2,沈阳 SY 3,昆明 KM 2,南昌 NC 2,哈尔滨 HE 2,' +
  '温州 WZ 2,石家庄 SJ 2,珠海 ZH 1'

/** The cities in which the retailer has stores. */
export const cities: readonly City[] = cityList.split(',').map((entry) => {
  const [name, code, weight] = entry.split(' ') as [string, string, string]
  return { name, code, weight: Number(weight) }
})

const storeCount = { beauty: (city: City) => Math.ceil(city.weight / 6), food: (city: City) => Math.ceil(city.weight / 4) }

/** The stores: `SH-B01` sells skincare in Shanghai, `SH-F01` is a convenience store there. */
export const stores: readonly Store[] = cities.flatMap((city, position) =>
  (['beauty', 'food'] as const).flatMap((business_line, line) =>
    Array.from({ length: storeCount[business_line](city) }, (_, n) => ({
      store_code: `${city.code}-${line === 0 ? 'B' : 'F'}${String(n + 1).padStart(2, '0')}`,
      city,
      business_line,
      phone: `1${[39, 58][line]}${String(10_000_000 + position * 1_000 + n * 37).slice(-8)}`,
    })),
  ),
)

/** The stores of a city that sell one business line. */
export const storesIn = (city: City, business_line: Store['business_line']): readonly Store[] => byCity.get(city)![business_line]

const byCity = new Map(
  cities.map((city) => {
    const of = (line: Store['business_line']) => stores.filter((store) => store.city === city && store.business_line === line)
    return [city, { beauty: of('beauty'), food: of('food') }]
  }),
)
