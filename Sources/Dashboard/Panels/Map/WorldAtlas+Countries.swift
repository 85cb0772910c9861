// Made by BuiltInAtlasTests with SALESTOP_WRITE_SAMPLES=1.
extension WorldAtlas {
  static let builtInCountries = #"""
    Fiji|FJI|Oceania|178.0|-17.8
    Tanzania|TZA|Africa|34.8|-6.3
    W. Sahara|ESH|Africa|-12.1|24.3
    Canada|CAN|North America|-101.6|57.7
    United States of America|USA|North America|-99.1|39.5
    Kazakhstan|KAZ|Asia|67.3|48.2
    Uzbekistan|UZB|Asia|63.2|41.7
    Papua New Guinea|PNG|Oceania|144.3|-6.6
    Indonesia|IDN|Asia|114.0|-0.3
    Argentina|ARG|South America|-65.2|-35.2
    Chile|CHL|South America|-71.7|-37.3
    Dem. Rep. Congo|COD|Africa|23.6|-2.9
    Somalia|SOM|Africa|45.7|4.7
    Kenya|KEN|Africa|37.8|0.6
    Sudan|SDN|Africa|29.9|16.0
    Chad|TCD|Africa|18.6|15.3
    Haiti|HTI|North America|-72.7|18.9
    Dominican Rep.|DOM|North America|-70.5|18.9
    Russia|RUS|Europe|99.2|61.7
    Bahamas|BHS|North America|-77.9|24.5
    Falkland Is.|FLK|South America|-59.4|-51.7
    Norway|NOR|Europe|14.2|64.5
    Greenland|GRL|North America|-41.5|74.8
    Fr. S. Antarctic Lands|ATF|Seven seas (open ocean)|69.5|-49.3
    Timor-Leste|TLS|Asia|126.0|-8.8
    South Africa|ZAF|Africa|25.1|-29.0
    Lesotho|LSO|Africa|28.2|-29.6
    Mexico|MEX|North America|-102.6|23.9
    Uruguay|URY|South America|-56.0|-32.8
    Brazil|BRA|South America|-53.1|-10.8
    Bolivia|BOL|South America|-64.6|-16.7
    Peru|PER|South America|-74.4|-9.2
    Colombia|COL|South America|-73.1|3.9
    Panama|PAN|North America|-80.1|8.5
    Costa Rica|CRI|North America|-84.2|10.0
    Nicaragua|NIC|North America|-85.0|12.8
    Honduras|HND|North America|-86.6|14.8
    El Salvador|SLV|North America|-88.9|13.7
    Guatemala|GTM|North America|-90.4|15.7
    Belize|BLZ|North America|-88.7|17.2
    Venezuela|VEN|South America|-66.2|7.2
    Guyana|GUY|South America|-59.0|4.8
    Suriname|SUR|South America|-55.9|4.1
    France|FRA|Europe|2.3|46.6
    Ecuador|ECU|South America|-78.4|-1.5
    Puerto Rico|PRI|North America|-66.5|18.2
    Jamaica|JAM|North America|-77.3|18.1
    Cuba|CUB|North America|-79.0|21.6
    Zimbabwe|ZWE|Africa|29.8|-18.9
    Botswana|BWA|Africa|23.8|-22.1
    Namibia|NAM|Africa|17.2|-22.1
    Senegal|SEN|Africa|-14.5|14.4
    Mali|MLI|Africa|-3.5|17.3
    Mauritania|MRT|Africa|-10.3|20.2
    Benin|BEN|Africa|2.3|9.6
    Niger|NER|Africa|9.3|17.3
    Nigeria|NGA|Africa|8.0|9.5
    Cameroon|CMR|Africa|12.6|5.7
    Togo|TGO|Africa|1.0|8.4
    Ghana|GHA|Africa|-1.2|7.9
    Côte d'Ivoire|CIV|Africa|-5.6|7.6
    Guinea|GIN|Africa|-11.1|10.4
    Guinea-Bissau|GNB|Africa|-15.1|12.0
    Liberia|LBR|Africa|-9.4|6.4
    Sierra Leone|SLE|Africa|-11.8|8.5
    Burkina Faso|BFA|Africa|-1.8|12.3
    Central African Rep.|CAF|Africa|20.4|6.5
    Congo|COG|Africa|15.1|-0.8
    Gabon|GAB|Africa|11.7|-0.6
    Eq. Guinea|GNQ|Africa|10.4|1.6
    Zambia|ZMB|Africa|27.7|-13.4
    Malawi|MWI|Africa|34.2|-13.2
    Mozambique|MOZ|Africa|35.5|-17.2
    eSwatini|SWZ|Africa|31.4|-26.5
    Angola|AGO|Africa|17.5|-12.3
    Burundi|BDI|Africa|29.9|-3.4
    Israel|ISR|Asia|35.0|31.5
    Lebanon|LBN|Asia|35.9|33.9
    Madagascar|MDG|Africa|46.7|-19.4
    Palestine|PSE|Asia|35.3|31.9
    Gambia|GMB|Africa|-15.4|13.5
    Tunisia|TUN|Africa|9.5|34.2
    Algeria|DZA|Africa|2.6|28.2
    Jordan|JOR|Asia|36.8|31.2
    United Arab Emirates|ARE|Asia|54.2|23.9
    Qatar|QAT|Asia|51.2|25.3
    Kuwait|KWT|Asia|47.6|29.3
    Iraq|IRQ|Asia|43.8|33.0
    Oman|OMN|Asia|56.1|20.6
    Vanuatu|VUT|Oceania|166.9|-15.2
    Cambodia|KHM|Asia|104.9|12.7
    Thailand|THA|Asia|101.0|15.0
    Laos|LAO|Asia|103.8|18.4
    Myanmar|MMR|Asia|96.5|21.0
    Vietnam|VNM|Asia|106.3|16.7
    North Korea|PRK|Asia|127.2|40.1
    South Korea|KOR|Asia|127.8|36.4
    Mongolia|MNG|Asia|102.9|46.8
    India|IND|Asia|79.6|22.9
    Bangladesh|BGD|Asia|90.3|23.8
    Bhutan|BTN|Asia|90.5|27.4
    Nepal|NPL|Asia|84.0|28.2
    Pakistan|PAK|Asia|69.4|30.0
    Afghanistan|AFG|Asia|66.1|33.9
    Tajikistan|TJK|Asia|71.0|38.6
    Kyrgyzstan|KGZ|Asia|74.6|41.5
    Turkmenistan|TKM|Asia|59.3|39.1
    Iran|IRN|Asia|54.3|32.5
    Syria|SYR|Asia|38.5|35.0
    Armenia|ARM|Asia|45.0|40.2
    Sweden|SWE|Europe|16.6|62.8
    Belarus|BLR|Europe|28.0|53.5
    Ukraine|UKR|Europe|31.4|49.0
    Poland|POL|Europe|19.3|52.1
    Austria|AUT|Europe|14.1|47.6
    Hungary|HUN|Europe|19.4|47.2
    Moldova|MDA|Europe|28.4|47.2
    Romania|ROU|Europe|24.9|45.9
    Lithuania|LTU|Europe|23.9|55.3
    Latvia|LVA|Europe|24.8|56.8
    Estonia|EST|Europe|25.8|58.6
    Germany|DEU|Europe|10.3|51.1
    Bulgaria|BGR|Europe|25.2|42.8
    Greece|GRC|Europe|22.6|39.3
    Turkey|TUR|Asia|35.4|39.0
    Albania|ALB|Europe|20.0|41.1
    Croatia|HRV|Europe|16.6|45.0
    Switzerland|CHE|Europe|8.1|46.8
    Luxembourg|LUX|Europe|6.0|49.8
    Belgium|BEL|Europe|4.6|50.7
    Netherlands|NLD|Europe|5.5|52.3
    Portugal|PRT|Europe|-8.1|39.6
    Spain|ESP|Europe|-3.6|40.3
    Ireland|IRL|Europe|-8.0|53.2
    New Caledonia|NCL|Oceania|165.5|-21.3
    Solomon Is.|SLB|Oceania|159.1|-7.9
    New Zealand|NZL|Oceania|170.5|-44.0
    Australia|AUS|Oceania|134.4|-25.6
    Sri Lanka|LKA|Asia|80.7|7.7
    China|CHN|Asia|103.9|36.6
    Taiwan|TWN|Asia|121.0|23.7
    Italy|ITA|Europe|12.2|43.5
    Denmark|DNK|Europe|9.3|56.2
    United Kingdom|GBR|Europe|-2.7|53.9
    Iceland|ISL|Europe|-18.8|65.1
    Azerbaijan|AZE|Asia|47.7|40.3
    Georgia|GEO|Asia|43.5|42.2
    Philippines|PHL|Asia|121.5|15.8
    Malaysia|MYS|Asia|114.7|3.5
    Brunei|BRN|Asia|114.9|4.7
    Slovenia|SVN|Europe|14.9|46.1
    Finland|FIN|Europe|26.2|64.5
    Slovakia|SVK|Europe|19.5|48.7
    Czechia|CZE|Europe|15.3|49.8
    Eritrea|ERI|Africa|38.7|15.4
    Japan|JPN|Asia|136.9|36.0
    Paraguay|PRY|South America|-58.4|-23.2
    Yemen|YEM|Asia|47.5|15.9
    Saudi Arabia|SAU|Asia|44.5|24.1
    Antarctica|ATA|Antarctica|21.3|-80.5
    N. Cyprus|CYN|Asia|33.6|35.3
    Cyprus|CYP|Asia|33.0|34.9
    Morocco|MAR|Africa|-8.4|29.9
    Egypt|EGY|Africa|29.8|26.5
    Libya|LBY|Africa|18.0|27.0
    Ethiopia|ETH|Africa|39.6|8.7
    Djibouti|DJI|Africa|42.5|11.8
    Somaliland|SOL|Africa|46.2|9.8
    Uganda|UGA|Africa|32.4|1.3
    Rwanda|RWA|Africa|29.9|-2.0
    Bosnia and Herz.|BIH|Europe|17.8|44.2
    North Macedonia|MKD|Europe|21.7|41.6
    Serbia|SRB|Europe|20.8|44.2
    Montenegro|MNE|Europe|19.3|42.8
    Kosovo|-99|Europe|20.9|42.6
    Trinidad and Tobago|TTO|North America|-61.3|10.4
    S. Sudan|SSD|Africa|30.2|7.3
    """#
}
