/// The catalog that is used where no file is named: the text of `SampleData/catalog.toml`, to which a test holds it.
enum DefaultCatalog {
  static let toml = """
    # What the generator sells, and where. Everything here is fictional.
    #
    # popularity: a product's share of the sales beside the others'; these fall off as Zipf's law says (rank ^ -0.9).
    # weight: a region's share of the sales beside the others'; latitude and longitude (degrees) place it on the map.

    currency = "USD"

    product = [
      { name = "Espresso Pro", category = "Coffee", price = 129.99, popularity = 1000 },
      { name = "Moka Pot", category = "Coffee", price = 34.95, popularity = 107 },
      { name = "Burr Grinder", category = "Coffee", price = 89.00, popularity = 82 },
      { name = "House Blend 1kg", category = "Coffee", price = 18.90, popularity = 235 },
      { name = "Milk Frother", category = "Coffee", price = 24.95, popularity = 51 },
      { name = "Cold Brew Jug", category = "Coffee", price = 29.50, popularity = 39 },
      { name = "Travel Mug", category = "Coffee", price = 22.00, popularity = 65 },
      { name = "Desk Lamp", category = "Home", price = 48.50, popularity = 199 },
      { name = "Wool Throw", category = "Home", price = 59.00, popularity = 50 },
      { name = "Cast Iron Pan", category = "Home", price = 44.95, popularity = 71 },
      { name = "Linen Sheets", category = "Home", price = 119.00, popularity = 37 },
      { name = "Oak Side Table", category = "Home", price = 149.00, popularity = 31 },
      { name = "Scented Candle", category = "Home", price = 16.50, popularity = 93 },
      { name = "Wall Clock", category = "Home", price = 39.90, popularity = 36 },
      { name = "Chef's Knife", category = "Home", price = 74.95, popularity = 43 },
      { name = "Trail Boots", category = "Outdoor", price = 139.00, popularity = 372 },
      { name = "Rain Shell", category = "Outdoor", price = 159.00, popularity = 87 },
      { name = "Daypack 22L", category = "Outdoor", price = 84.95, popularity = 126 },
      { name = "Headlamp", category = "Outdoor", price = 32.50, popularity = 67 },
      { name = "Camp Stove", category = "Outdoor", price = 54.90, popularity = 47 },
      { name = "Sleeping Bag", category = "Outdoor", price = 129.00, popularity = 35 },
      { name = "Trekking Poles", category = "Outdoor", price = 64.95, popularity = 32 },
      { name = "Water Filter", category = "Outdoor", price = 37.95, popularity = 45 },
      { name = "Wireless Buds", category = "Electronics", price = 99.00, popularity = 287 },
      { name = "USB-C Charger", category = "Electronics", price = 29.99, popularity = 174 },
      { name = "Mechanical Keys", category = "Electronics", price = 109.00, popularity = 53 },
      { name = "Smart Plug", category = "Electronics", price = 19.99, popularity = 99 },
      { name = "E-Reader", category = "Electronics", price = 139.99, popularity = 62 },
      { name = "Power Bank", category = "Electronics", price = 44.99, popularity = 78 },
      { name = "4K Monitor", category = "Electronics", price = 329.00, popularity = 33 },
      { name = "Webcam", category = "Electronics", price = 69.99, popularity = 40 },
      { name = "Field Notes", category = "Books", price = 12.95, popularity = 59 },
      { name = "City Guide", category = "Books", price = 17.99, popularity = 42 },
      { name = "Cookbook", category = "Books", price = 27.50, popularity = 116 },
      { name = "Crossword Vol. 3", category = "Books", price = 8.99, popularity = 31 },
      { name = "Star Atlas", category = "Books", price = 34.00, popularity = 34 },
      { name = "Short Stories", category = "Books", price = 14.50, popularity = 44 },
      { name = "Yoga Mat", category = "Sports", price = 35.00, popularity = 138 },
      { name = "Running Shoes", category = "Sports", price = 119.95, popularity = 154 },
      { name = "Bike Lights", category = "Sports", price = 27.95, popularity = 55 },
      { name = "Kettlebell 12kg", category = "Sports", price = 49.90, popularity = 35 },
      { name = "Swim Goggles", category = "Sports", price = 18.50, popularity = 41 },
      { name = "Jump Rope", category = "Sports", price = 11.95, popularity = 33 },
      { name = "Gift card", category = "Gifts", price = 25.00, popularity = 536 },
      { name = "Puzzle 1000", category = "Gifts", price = 19.95, popularity = 48 },
      { name = "Plush Fox", category = "Gifts", price = 21.50, popularity = 38 },
      { name = "Chocolate Box", category = "Gifts", price = 15.95, popularity = 74 },
      { name = "Board Game", category = "Gifts", price = 39.95, popularity = 57 },
    ]

    region = [
      { name = "US East", weight = 18, time_zone = "America/New_York", latitude = 40.71, longitude = -74.01 },
      { name = "US West", weight = 13, time_zone = "America/Los_Angeles", latitude = 37.77, longitude = -122.42 },
      { name = "Canada", weight = 5, time_zone = "America/Toronto", latitude = 43.65, longitude = -79.38 },
      { name = "Mexico", weight = 4, time_zone = "America/Mexico_City", latitude = 19.43, longitude = -99.13 },
      { name = "Brazil", weight = 5, time_zone = "America/Sao_Paulo", latitude = -23.55, longitude = -46.63 },
      { name = "UK", weight = 9, time_zone = "Europe/London", latitude = 51.51, longitude = -0.13 },
      { name = "France", weight = 6, time_zone = "Europe/Paris", latitude = 48.86, longitude = 2.35 },
      { name = "DACH", weight = 10, time_zone = "Europe/Berlin", latitude = 50.11, longitude = 8.68 },
      { name = "Nordics", weight = 4, time_zone = "Europe/Stockholm", latitude = 59.33, longitude = 18.07 },
      { name = "S Africa", weight = 2, time_zone = "Africa/Johannesburg", latitude = -26.20, longitude = 28.05 },
      { name = "Gulf", weight = 3, time_zone = "Asia/Dubai", latitude = 25.20, longitude = 55.27 },
      { name = "India", weight = 6, time_zone = "Asia/Kolkata", latitude = 19.08, longitude = 72.88 },
      { name = "Japan", weight = 8, time_zone = "Asia/Tokyo", latitude = 35.68, longitude = 139.69 },
      { name = "Korea", weight = 3, time_zone = "Asia/Seoul", latitude = 37.57, longitude = 126.98 },
      { name = "Oceania", weight = 4, time_zone = "Australia/Sydney", latitude = -33.87, longitude = 151.21 },
    ]
    """
}
