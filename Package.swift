// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
]
// Modules that never see a pointer: there, pointers need the word `unsafe`.
let pointerFree = settings + [.strictMemorySafety()]

// What tests put most of their time into: without the optimiser the equality of histories alone takes five times as long.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "rollcall",
    products: [
        .executable(name: "rollcall", targets: ["rollcall"]),
        .executable(name: "rollcall-bench", targets: ["rollcall-bench"]),
        .executable(name: "rollcall-accuracy", targets: ["rollcall-accuracy"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CVectorscan", pkgConfig: "libhs", providers: [.apt(["libvectorscan-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),

        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .systemLibrary(name: "CBytes"),
        // Keeps libgit2 from reading certificates that nobody needs.
        .target(name: "CLateTrust"),
        // Loaded when a notification is sent and not before: linked, it would cost every start some milliseconds.
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CProcess"),

        .target(name: "Model", swiftSettings: pointerFree),
        // Files and folders that appear whole or not at all; why the system refused.
        .target(name: "Files", swiftSettings: settings),
        // TOML and YAML of strangers, read so that no text crashes or busies us; settings, and what is wrong with them.
        .target(name: "SafeFormats", dependencies: ["Yams"], swiftSettings: settings),
        // What a rule file says, read from YAML; shared by the build-time compiler and `--rules`.
        .target(name: "RuleFormat", dependencies: ["SafeFormats", "Yams"], swiftSettings: settings + optimised),
        // Rules and allowlists of other scanners' configuration, turned into ours.
        .target(name: "RuleImport", dependencies: ["RuleFormat", "SafeFormats", "Yams"], swiftSettings: settings),
        // What stands in a Git pack, for those who read repositories and those who meet a pack as content.
        .target(name: "PackFormat", dependencies: ["Model"], swiftSettings: settings + optimised),
        .target(
            name: "Detection",
            dependencies: [
                "Model", "PackFormat", "RuleFormat", "CPCRE2", "CDeflate", "CZlib", "CArchive", "CSQLite", "CBytes",
            ],
            swiftSettings: settings + optimised, plugins: ["CompileRules"]),
        .target(
            name: "Repositories",
            dependencies: [
                "Model", "Files", "PackFormat", "CBytes", "CLibgit2", "CDeflate", "CZlib", "CLateTrust",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        // What a `.rollcall.yaml` says.
        .target(name: "Configuration", dependencies: ["Model", "SafeFormats", "Yams"], swiftSettings: settings),
        .target(
            name: "ConfigTrees",
            dependencies: ["Model", "Files", "Configuration", "SafeFormats", "Yams", "CBytes"], swiftSettings: settings),
        .target(
            name: "Identities",
            dependencies: [
                "Model", .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: pointerFree),
        .target(
            name: "Inventory",
            dependencies: [
                "Model", "Files", "Identities", "Yams", "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            // Inside the executable, which needs no file beside it.
            resources: [.embedInCode("Assurance/Frameworks")], swiftSettings: settings),
        .target(
            name: "Discovery",
            dependencies: [
                "Model", "Files", "RuleFormat", "Detection", "Repositories", "ConfigTrees", "Identities", "CBytes",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(
            name: "Reports",
            dependencies: [
                "Model", "Inventory", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Roll/Page")], swiftSettings: pointerFree),
        // Which settings and rules count for a scan: what was asked for, the target's own, gitleaks'.
        .target(
            name: "Settings",
            dependencies: [
                "Model", "Files", "SafeFormats", "RuleFormat", "RuleImport", "Configuration", "Detection",
                "Repositories", "Discovery",
            ], swiftSettings: settings),
        // Many targets, again and again: run folders that can be compared.
        .target(
            name: "Sweeps",
            dependencies: [
                "Model", "Files", "SafeFormats", "Detection", "Repositories", "Discovery", "Reports", "CBytes", "CCurl",
                "Yams", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "Model", "Files", "SafeFormats", "RuleFormat", "RuleImport", "Detection", "Repositories", "Identities",
                "Inventory", "Discovery", "Settings", "Reports", "Configuration", "Sweeps", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),

        // Parts of a scan, timed; see `make bench`.
        .executableTarget(
            name: "rollcall-bench",
            dependencies: ["Model", "RuleFormat", "Detection", "Repositories", "Discovery", "CVectorscan"],
            path: "Benchmarks/rollcall-bench", swiftSettings: settings),

        // Precision and recall on Corpus/; see `make accuracy`.
        .target(
            name: "LabelledCorpus", dependencies: ["Model", "RuleFormat", "Detection", "Discovery"],
            path: "Benchmarks/LabelledCorpus", swiftSettings: settings),
        .executableTarget(
            name: "rollcall-accuracy", dependencies: ["Detection", "LabelledCorpus"],
            path: "Benchmarks/rollcall-accuracy",
            swiftSettings: settings),

        .executableTarget(name: "RuleCompiler", dependencies: ["RuleFormat", "SafeFormats"], swiftSettings: settings),
        .plugin(name: "CompileRules", capability: .buildTool(), dependencies: ["RuleCompiler"]),

        // Test-only: real repositories in temporary folders.
        .target(
            name: "TestRepositories", dependencies: ["CZlib", "CArchive", "CSQLite"], path: "Tests/TestRepositories",
            swiftSettings: settings),
        // Test-only: values that look like secrets, made from templates.
        .target(name: "TestValues", dependencies: ["Detection"], path: "Tests/TestValues", swiftSettings: settings),
        .testTarget(name: "TestRepositoriesTests", dependencies: ["TestRepositories"], swiftSettings: settings),
        .testTarget(
            name: "DetectionTests",
            dependencies: [
                "Model", "SafeFormats", "RuleFormat", "Detection", "TestRepositories", "TestValues", "CArchive",
            ], swiftSettings: settings),
        .testTarget(name: "RuleImportTests", dependencies: ["RuleFormat", "RuleImport"], swiftSettings: settings),
        .testTarget(
            name: "LabelledCorpusTests", dependencies: ["LabelledCorpus", "RuleFormat", "Detection"],
            swiftSettings: settings),
        .testTarget(name: "PackFormatTests", dependencies: ["Model", "PackFormat"], swiftSettings: settings),
        .testTarget(
            name: "RepositoriesTests", dependencies: ["Model", "Repositories", "TestRepositories"],
            swiftSettings: settings),
        .testTarget(
            name: "DiscoveryTests",
            dependencies: ["Model", "Detection", "Repositories", "Discovery", "TestRepositories"],
            swiftSettings: settings),
        .testTarget(
            name: "SettingsTests",
            dependencies: [
                "Model", "RuleFormat", "Configuration", "Detection", "Discovery", "Settings", "TestRepositories",
            ],
            swiftSettings: settings),
        .testTarget(name: "FilesTests", dependencies: ["Files", "TestRepositories"], swiftSettings: settings),
        .testTarget(name: "ModelTests", dependencies: ["Model", "TestRepositories"], swiftSettings: settings),
        .testTarget(name: "SafeFormatsTests", dependencies: ["SafeFormats", "Yams"], swiftSettings: settings),
        .testTarget(
            name: "ConfigTreesTests", dependencies: ["Model", "SafeFormats", "Configuration", "ConfigTrees"],
            swiftSettings: settings),
        .testTarget(
            name: "IdentitiesTests", dependencies: ["Model", "Identities", "TestRepositories", "TestValues"],
            swiftSettings: settings),
        .testTarget(
            name: "InventoryTests",
            dependencies: [
                "Model", "Inventory", "Reports", "TestRepositories", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .testTarget(
            name: "SweepsTests",
            dependencies: ["Model", "SafeFormats", "Discovery", "Reports", "Sweeps", "TestRepositories", "TestValues"],
            swiftSettings: settings),
        // Drives the built executable.
        .testTarget(name: "RollcallTests", dependencies: ["TestRepositories", "CArchive"], swiftSettings: settings),
        .testTarget(
            name: "ReportsTests", dependencies: ["Model", "Reports"], exclude: ["Golden"], swiftSettings: settings),
    ]
)

// libFuzzer brings its own `main`, so the target exists only where `make fuzz` asks for it.
if Context.environment["ROLLCALL_FUZZ"] != nil {
    package.products.append(.executable(name: "rollcall-fuzz", targets: ["rollcall-fuzz"]))
    package.targets.append(
        .executableTarget(
            name: "rollcall-fuzz",
            dependencies: [
                "Model", "SafeFormats", "RuleFormat", "RuleImport", "PackFormat", "Detection", "Repositories",
                "Configuration", "ConfigTrees", "Identities", "Inventory", "Discovery", "Sweeps",
            ],
            path: "Fuzz/rollcall-fuzz", swiftSettings: settings, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
