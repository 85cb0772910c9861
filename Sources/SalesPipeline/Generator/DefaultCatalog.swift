/// The catalog that is used where no file is named: the text of `SampleData/catalog.toml`, which a test holds it
/// equal to.
enum DefaultCatalog {
  static let toml = """
    # What the generator sells, and where. Everything here is fictional.
    #
    # popularity: a product's share of the sales, relative to the others; these fall off as Zipf's law says (rank ^ -0.9).
    # weight: a region's share of the sales, relative to the others. latitude and longitude (degrees) place it on the map.

    currency = "USD"

    [[product]]
    name = "Espresso Pro"
    category = "Coffee"
    price = "129.99"
    popularity = 1000

    [[product]]
    name = "Moka Pot"
    category = "Coffee"
    price = "34.95"
    popularity = 107

    [[product]]
    name = "Burr Grinder"
    category = "Coffee"
    price = "89.00"
    popularity = 82

    [[product]]
    name = "House Blend 1kg"
    category = "Coffee"
    price = "18.90"
    popularity = 235

    [[product]]
    name = "Milk Frother"
    category = "Coffee"
    price = "24.95"
    popularity = 51

    [[product]]
    name = "Cold Brew Jug"
    category = "Coffee"
    price = "29.50"
    popularity = 39

    [[product]]
    name = "Travel Mug"
    category = "Coffee"
    price = "22.00"
    popularity = 65

    [[product]]
    name = "Desk Lamp"
    category = "Home"
    price = "48.50"
    popularity = 199

    [[product]]
    name = "Wool Throw"
    category = "Home"
    price = "59.00"
    popularity = 50

    [[product]]
    name = "Cast Iron Pan"
    category = "Home"
    price = "44.95"
    popularity = 71

    [[product]]
    name = "Linen Sheets"
    category = "Home"
    price = "119.00"
    popularity = 37

    [[product]]
    name = "Oak Side Table"
    category = "Home"
    price = "149.00"
    popularity = 31

    [[product]]
    name = "Scented Candle"
    category = "Home"
    price = "16.50"
    popularity = 93

    [[product]]
    name = "Wall Clock"
    category = "Home"
    price = "39.90"
    popularity = 36

    [[product]]
    name = "Chef's Knife"
    category = "Home"
    price = "74.95"
    popularity = 43

    [[product]]
    name = "Trail Boots"
    category = "Outdoor"
    price = "139.00"
    popularity = 372

    [[product]]
    name = "Rain Shell"
    category = "Outdoor"
    price = "159.00"
    popularity = 87

    [[product]]
    name = "Daypack 22L"
    category = "Outdoor"
    price = "84.95"
    popularity = 126

    [[product]]
    name = "Headlamp"
    category = "Outdoor"
    price = "32.50"
    popularity = 67

    [[product]]
    name = "Camp Stove"
    category = "Outdoor"
    price = "54.90"
    popularity = 47

    [[product]]
    name = "Sleeping Bag"
    category = "Outdoor"
    price = "129.00"
    popularity = 35

    [[product]]
    name = "Trekking Poles"
    category = "Outdoor"
    price = "64.95"
    popularity = 32

    [[product]]
    name = "Water Filter"
    category = "Outdoor"
    price = "37.95"
    popularity = 45

    [[product]]
    name = "Wireless Buds"
    category = "Electronics"
    price = "99.00"
    popularity = 287

    [[product]]
    name = "USB-C Charger"
    category = "Electronics"
    price = "29.99"
    popularity = 174

    [[product]]
    name = "Mechanical Keys"
    category = "Electronics"
    price = "109.00"
    popularity = 53

    [[product]]
    name = "Smart Plug"
    category = "Electronics"
    price = "19.99"
    popularity = 99

    [[product]]
    name = "E-Reader"
    category = "Electronics"
    price = "139.99"
    popularity = 62

    [[product]]
    name = "Power Bank"
    category = "Electronics"
    price = "44.99"
    popularity = 78

    [[product]]
    name = "4K Monitor"
    category = "Electronics"
    price = "329.00"
    popularity = 33

    [[product]]
    name = "Webcam"
    category = "Electronics"
    price = "69.99"
    popularity = 40

    [[product]]
    name = "Field Notes"
    category = "Books"
    price = "12.95"
    popularity = 59

    [[product]]
    name = "City Guide"
    category = "Books"
    price = "17.99"
    popularity = 42

    [[product]]
    name = "Cookbook"
    category = "Books"
    price = "27.50"
    popularity = 116

    [[product]]
    name = "Crossword Vol. 3"
    category = "Books"
    price = "8.99"
    popularity = 31

    [[product]]
    name = "Star Atlas"
    category = "Books"
    price = "34.00"
    popularity = 34

    [[product]]
    name = "Short Stories"
    category = "Books"
    price = "14.50"
    popularity = 44

    [[product]]
    name = "Yoga Mat"
    category = "Sports"
    price = "35.00"
    popularity = 138

    [[product]]
    name = "Running Shoes"
    category = "Sports"
    price = "119.95"
    popularity = 154

    [[product]]
    name = "Bike Lights"
    category = "Sports"
    price = "27.95"
    popularity = 55

    [[product]]
    name = "Kettlebell 12kg"
    category = "Sports"
    price = "49.90"
    popularity = 35

    [[product]]
    name = "Swim Goggles"
    category = "Sports"
    price = "18.50"
    popularity = 41

    [[product]]
    name = "Jump Rope"
    category = "Sports"
    price = "11.95"
    popularity = 33

    [[product]]
    name = "Gift card"
    category = "Gifts"
    price = "25.00"
    popularity = 536

    [[product]]
    name = "Puzzle 1000"
    category = "Gifts"
    price = "19.95"
    popularity = 48

    [[product]]
    name = "Plush Fox"
    category = "Gifts"
    price = "21.50"
    popularity = 38

    [[product]]
    name = "Chocolate Box"
    category = "Gifts"
    price = "15.95"
    popularity = 74

    [[product]]
    name = "Board Game"
    category = "Gifts"
    price = "39.95"
    popularity = 57

    [[region]]
    name = "US East"
    weight = 18
    time_zone = "America/New_York"
    latitude = 40.71
    longitude = -74.01

    [[region]]
    name = "US West"
    weight = 13
    time_zone = "America/Los_Angeles"
    latitude = 37.77
    longitude = -122.42

    [[region]]
    name = "Canada"
    weight = 5
    time_zone = "America/Toronto"
    latitude = 43.65
    longitude = -79.38

    [[region]]
    name = "Mexico"
    weight = 4
    time_zone = "America/Mexico_City"
    latitude = 19.43
    longitude = -99.13

    [[region]]
    name = "Brazil"
    weight = 5
    time_zone = "America/Sao_Paulo"
    latitude = -23.55
    longitude = -46.63

    [[region]]
    name = "UK"
    weight = 9
    time_zone = "Europe/London"
    latitude = 51.51
    longitude = -0.13

    [[region]]
    name = "France"
    weight = 6
    time_zone = "Europe/Paris"
    latitude = 48.86
    longitude = 2.35

    [[region]]
    name = "DACH"
    weight = 10
    time_zone = "Europe/Berlin"
    latitude = 50.11
    longitude = 8.68

    [[region]]
    name = "Nordics"
    weight = 4
    time_zone = "Europe/Stockholm"
    latitude = 59.33
    longitude = 18.07

    [[region]]
    name = "S Africa"
    weight = 2
    time_zone = "Africa/Johannesburg"
    latitude = -26.20
    longitude = 28.05

    [[region]]
    name = "Gulf"
    weight = 3
    time_zone = "Asia/Dubai"
    latitude = 25.20
    longitude = 55.27

    [[region]]
    name = "India"
    weight = 6
    time_zone = "Asia/Kolkata"
    latitude = 19.08
    longitude = 72.88

    [[region]]
    name = "Japan"
    weight = 8
    time_zone = "Asia/Tokyo"
    latitude = 35.68
    longitude = 139.69

    [[region]]
    name = "Korea"
    weight = 3
    time_zone = "Asia/Seoul"
    latitude = 37.57
    longitude = 126.98

    [[region]]
    name = "Oceania"
    weight = 4
    time_zone = "Australia/Sydney"
    latitude = -33.87
    longitude = 151.21

    """
}
