import TextUI

extension TitledBox {
  /// The first of `forms`, from full to brief, that fits to the right of the title; nil when none fits.
  static func trailing(_ forms: [String], beside title: String, width: Int) -> String? {
    let room = width - DisplayWidth.of(title) - 9
    return forms.first { DisplayWidth.of($0) <= room }
  }
}
