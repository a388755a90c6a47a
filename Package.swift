// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
]
// Modules that never see a pointer: there, pointers need the word `unsafe`.
let pointerFree = settings + [.strictMemorySafety()]

let package = Package(
    name: "rollcall",
    products: [
        .executable(name: "rollcall", targets: ["rollcall"]),
        .executable(name: "rollcall-bench", targets: ["rollcall-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CVectorscan", pkgConfig: "libhs", providers: [.apt(["libvectorscan-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),

        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .systemLibrary(name: "CBytes"),

        .target(name: "Model", swiftSettings: pointerFree),
        // What a rule file says, read from YAML; shared by the build-time compiler and `--rules`.
        .target(name: "RuleFormat", dependencies: ["Yams"], swiftSettings: settings),
        .target(
            name: "Detection", dependencies: ["Model", "RuleFormat", "CPCRE2", "CDeflate", "CBytes"],
            swiftSettings: settings, plugins: ["CompileRules"]),
        .target(
            name: "Repositories", dependencies: ["Model", "CLibgit2", "CDeflate", "CZlib"], swiftSettings: settings),
        .target(name: "ConfigTrees", dependencies: ["Model"], swiftSettings: settings),
        .target(
            name: "Discovery",
            dependencies: [
                "Model", "RuleFormat", "Detection", "Repositories", "ConfigTrees", "CBytes",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(name: "Reports", dependencies: ["Model"], swiftSettings: pointerFree),
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "Model", "RuleFormat", "Detection", "Repositories", "ConfigTrees", "Discovery", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),

        // Parts of a scan, timed; see `make bench`.
        .executableTarget(
            name: "rollcall-bench", dependencies: ["Model", "Detection", "Repositories", "Discovery", "CVectorscan"],
            path: "Benchmarks/rollcall-bench", swiftSettings: settings),

        .executableTarget(name: "RuleCompiler", dependencies: ["RuleFormat"], swiftSettings: settings),
        .plugin(name: "CompileRules", capability: .buildTool(), dependencies: ["RuleCompiler"]),

        // Test-only: real repositories in temporary folders.
        .target(name: "TestRepositories", dependencies: ["CZlib"], path: "Tests/TestRepositories", swiftSettings: settings),
        .testTarget(name: "TestRepositoriesTests", dependencies: ["TestRepositories"], swiftSettings: settings),
        .testTarget(
            name: "DetectionTests", dependencies: ["Model", "RuleFormat", "Detection"], swiftSettings: settings),
        .testTarget(
            name: "RepositoriesTests", dependencies: ["Model", "Repositories", "TestRepositories"],
            swiftSettings: settings),
        .testTarget(
            name: "DiscoveryTests", dependencies: ["Model", "Detection", "Repositories", "Discovery", "TestRepositories"],
            swiftSettings: settings),
        // Drives the built executable.
        .testTarget(name: "RollcallTests", dependencies: ["TestRepositories"], swiftSettings: settings),
        .testTarget(
            name: "ReportsTests", dependencies: ["Model", "Reports"], exclude: ["Golden"], swiftSettings: settings),
    ]
)
