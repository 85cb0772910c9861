@main struct Salestop { static func main() {} }
