// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "salestop",
  products: [.executable(name: "salestop", targets: ["salestop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .target(name: "Platform", swiftSettings: strict),
    .target(
      name: "ConfigText", dependencies: [.product(name: "TOMLKit", package: "TOMLKit")], swiftSettings: strict),
    .target(name: "SalesCore", swiftSettings: strict),
    .target(name: "SalesAnalytics", dependencies: ["SalesCore"], swiftSettings: strict),
    .target(name: "SalesPipeline", dependencies: ["Platform", "SalesCore"], swiftSettings: strict),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "SalesSources", dependencies: ["Platform", "ConfigText", "SalesCore", "SalesPipeline", "CZlib"],
      resources: [.embedInCode("Catalog/catalog.toml")], swiftSettings: strict),
    .target(
      name: "SalesSQLite",
      dependencies: [
        "Platform", "SalesCore", "SalesPipeline",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CRdkafka"),
    .target(
      name: "SalesKafka", dependencies: ["Platform", "SalesCore", "SalesPipeline", "CRdkafka"], swiftSettings: strict),
    .systemLibrary(name: "CMongoc", pkgConfig: "libmongoc-1.0"),
    .target(
      name: "SalesMongo", dependencies: ["Platform", "SalesCore", "SalesPipeline", "CMongoc"], swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CMalloc"),
    .target(
      name: "TextUI", dependencies: ["ConfigText"],
      resources: [.embedInCode("Themes/auto-dark.toml"), .embedInCode("Themes/auto-light.toml")],
      swiftSettings: strict),
    .target(name: "TextUICurses", dependencies: ["TextUI", "CNcurses"], swiftSettings: strict),
    .target(
      name: "Dashboard", dependencies: ["ConfigText", "SalesCore", "SalesAnalytics", "TextUI"],
      resources: [
        .embedInCode("Layout/standard.toml"), .embedInCode("Layout/wall.toml"),
        .embedInCode("Panels/Map/coast.txt"), .embedInCode("Panels/Map/countries.txt"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "salestop",
      dependencies: [
        "Platform", "ConfigText", "SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "SalesSQLite",
        "SalesKafka", "SalesMongo", "TextUI", "TextUICurses", "Dashboard", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Platform", "SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "SalesSQLite", "SalesKafka",
        "SalesMongo", "TextUI", "TextUICurses", "Dashboard",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Benchmarks", exclude: ["RESULTS.md", "Tools"], swiftSettings: strict),
    // A mock broker for the tests: librdkafka's own mock cluster, held open for other processes.
    .executableTarget(
      name: "mock-kafka", dependencies: ["CRdkafka"], path: "Tests/MockKafka", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Platform", "SalesCore", "SalesPipeline", "TextUI"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform", "SalesPipeline", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ConfigTextTests", dependencies: ["ConfigText"], swiftSettings: strict),
    .testTarget(name: "SalesCoreTests", dependencies: ["SalesCore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SalesAnalyticsTests", dependencies: ["SalesCore", "SalesAnalytics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SalesPipelineTests",
      dependencies: ["SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SalesSourcesTests",
      dependencies: ["SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "CZlib", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SalesSQLiteTests",
      dependencies: [
        "Platform", "SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "SalesSQLite", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SalesKafkaTests",
      dependencies: ["SalesCore", "SalesPipeline", "SalesSources", "SalesKafka", "TestSupport", "mock-kafka"],
      swiftSettings: strict),
    .testTarget(
      name: "SalesMongoTests",
      dependencies: ["SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources", "SalesMongo", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TextUITests", dependencies: ["ConfigText", "TextUI", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["ConfigText", "SalesCore", "SalesAnalytics", "TextUI", "Dashboard", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "salestop", "mock-kafka", "ConfigText", "SalesCore", "SalesAnalytics", "SalesPipeline", "SalesSources",
        "SalesSQLite", "SalesKafka", "SalesMongo", "TestSupport", "TextUI", "Dashboard",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
)
