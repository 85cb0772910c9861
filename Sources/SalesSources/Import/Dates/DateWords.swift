/// The words of dates in seven languages.
enum DateWords {
  static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// A line for each month: English, German, French, Spanish, Italian, Dutch, Portuguese.
  private static let monthNames = """
    january januar janner jaenner janvier enero gennaio januari janeiro
    february februar fevrier febrero febbraio februari fevereiro
    march marz maerz mrz mars marzo maart mrt marco
    april avril abril aprile
    may mai mayo maggio mei maio
    june juni juin junio giugno junho
    july juli juillet julio luglio julho
    august aout agosto augustus
    september septembre septiembre setiembre settembre setembro
    october oktober octobre octubre ottobre outubro
    november novembre noviembre novembro
    december dezember decembre diciembre dicembre dezembro
    """

  private static let weekdayNames = """
    monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miercoles jueves viernes sabado domingo
    lunedi martedi mercoledi giovedi venerdi sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    segunda terca quarta quinta sexta
    """

  /// 1 to 12 for the names of the months and what they are cut to, three letters or more. A word that begins the names
  /// of two months is neither.
  static let months: [DateWord: Int64] = {
    var months: [DateWord: Int64] = [:]
    for (index, line) in monthNames.split(separator: "\n").enumerated() {
      for name in line.split(separator: " ") {
        for count in 3...name.count {
          let word = DateWord(name.prefix(count))
          let month = Int64(index) + 1
          months[word] = months[word, default: month] == month ? month : 0
        }
      }
    }
    return months.filter { $0.value > 0 }
  }()

  /// The names of weekdays and what they are cut to, two letters or more.
  static let weekdays: Set<DateWord> = Set(
    weekdayNames.split { $0 == "\n" || $0 == " " }
      .flatMap { name in (2...name.count).map { DateWord(name.prefix($0)) } })

  /// Offsets in minutes east of UTC. Names that mean several zones are missing, except those of RFC 822.
  static let zones: [DateWord: Int64] = Dictionary(
    uniqueKeysWithValues: [
      "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
      "eet": 120, "eest": 180, "jst": 540, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
      "mdt": -360, "pst": -480, "pdt": -420,
    ].map { (DateWord($0.key), $0.value) })

  /// The zones that an offset can follow: `UTC+2`.
  static let universal = words("utc gmt ut")
  static let ordinals = words("st nd rd th er")
  static let of = words("de of")
  /// Between a day and a time of day, with blanks around.
  static let at = words("at um a")
  static let oClock = words("uhr")

  private static func words(_ text: String) -> Set<DateWord> { Set(text.split(separator: " ").map { DateWord($0) }) }
}
