package import Model

/// What a path says about the contents that stand at it.
package enum PathEvidence {
    private enum Word: UInt8 { case test = 1, documentation, example, vendored, locale, configuration }

    private static let words = WordTable([
        (
            """
            test tests testing spec specs __tests__ __mocks__ mock mocks fixture fixtures testdata e2e unittest
            unittests cypress jest snapshots stub stubs corpus corpora
            """, Word.test.rawValue
        ),
        (
            "doc docs documentation documentations man wiki readme changelog history javadoc manual",
            Word.documentation.rawValue
        ),
        (
            """
            example examples sample samples demo demos tutorial tutorials template templates playground
            quickstart
            """, Word.example.rawValue
        ),
        (
            """
            vendor vendored node_modules third_party thirdparty external bower_components site-packages godeps
            pods
            """, Word.vendored.rawValue
        ),
        (
            """
            locale locales i18n l10n lang langs language languages translation translations intl localization
            localizations strings
            """, Word.locale.rawValue
        ),
        (
            """
            config configs conf settings etc environment environments deploy deployment helm k8s kubernetes
            docker ansible terraform
            """, Word.configuration.rawValue
        ),
    ])

    private enum Kind: UInt8 {
        case source = 1, configuration, documentation, lock, locale, binary, secret, project, table
    }

    private static let extensions = WordTable([
        (
            """
            py js ts jsx tsx mjs cjs mts java go rs rb php c h cc cpp cxx hpp cs swift kt kts scala sc m mm dart
            lua pl pm r ex exs erl hs ml fs vb groovy clj cljs vue svelte elm jl nim zig coffee d pas f90 asm s
            sol proto graphql gql erb ejs jsp aspx cshtml razor twig phtml pyx hx hrl gradle sbt css scss
            sass less styl pyi el ino cts mli inl ipp tcc g4 stg
            adb ads cr v sv svh vhd vhdl wuffs td asl ll rkt scm ss lisp lsp cl hh hxx lean agda idr purs res resi pony
            gd f f95 f03 f08 cob cbl cpy vim fnl janet wat cairo vy metal cu cuh glsl vert frag hlsl shader pde bas vbs
            au3 nix jsonnet libsonnet bzl dhall thy mly mll re rei gleam odin roc
            """, Kind.source.rawValue
        ),
        (
            """
            env ini properties yaml yml cfg conf config toml json json5 jsonc xml tf tfvars hcl plist cnf reg
            npmrc netrc pypirc ldif tfstate service dsn credentials
            """, Kind.configuration.rawValue
        ),
        ("md rst adoc asciidoc txt html htm tex org textile markdown mdx rdoc pod", Kind.documentation.rawValue),
        ("lock sum", Kind.lock.rawValue),
        ("po pot xliff xlf resx strings arb", Kind.locale.rawValue),
        (
            """
            png jpg jpeg gif ico pdf zip gz tar jar exe dll so bin woff woff2 ttf eot svg class pyc wasm
            """, Kind.binary.rawValue
        ),
        ("pem key p12 pfx jks keystore kdbx ppk", Kind.secret.rawValue),
        (
            """
            sln csproj vbproj fsproj vcxproj vcproj filters wixproj wxs wxi idl tlb odl manifest pbxproj xcscheme
            iml dsp dsw user suo props targets nuspec vsixmanifest vsct rgs psd1 man codekit3 komodoproject
            xccheckout xcscmblueprint xcbkptlist xctestplan storyboard xib nib xproj shproj projitems tmsnippet
            tmlanguage tmpreferences tmcommand tmtheme tmmacro
            """, Kind.project.rawValue
        ),
        ("csv tsv log ndjson jsonl psv ipynb", Kind.table.rawValue),
    ])

    package static func evidence(forPath path: [UInt8]) -> EvidenceSet {
        path.withUnsafeBytes { bytes in
            var evidence: EvidenceSet = []
            let text = WindowText(bytes, from: 0, to: contentEnd(bytes))
            var start = 0
            for index in 0...text.end where index == text.end || bytes[index] == UInt8(ascii: "/") {
                if index > start { component(text, start, index, isName: index == text.end, into: &evidence) }
                start = index + 1
            }
            if LanguagePath.isMessages(text) {
                evidence.insert(.localePath)
                evidence.remove(.configurationPath)
            }
            // What an archive or a document holds was put there by a program, ids and all.
            if bytes.contains(UInt8(ascii: "!")) { evidence.insert(.tablePath) }
            return evidence
        }
    }

    /// `main.js.gz!content`: what a compressed file holds has its name, without the ending.
    private static func contentEnd(_ bytes: UnsafeRawBufferPointer) -> Int {
        let text = WindowText(bytes, from: 0, to: bytes.count)
        guard text.has("!content", at: text.end - 8) else { return text.end }
        var end = text.end - 8
        while end > 0, text[end] != UInt8(ascii: "."), text[end] != UInt8(ascii: "/") { end -= 1 }
        return text[end] == UInt8(ascii: ".") ? end : text.end - 8
    }

    private static func component(
        _ text: WindowText, _ start: Int, _ end: Int, isName: Bool, into evidence: inout EvidenceSet
    ) {
        insert(words.value(of: WordHash(text, ByteSpan(start, end))), into: &evidence)
        let isModel = isName && isModelOfSettings(text, start, end)
        if isModel { evidence.insert(.configurationPath) }
        // The words of a component: `api-tests`, `UserServiceTest.java`, `config.test.js`.
        var word = start
        for index in start...end where index == end || isBoundary(text, index) {
            if index > word {
                let value = words.value(of: WordHash(text, ByteSpan(word, index)))
                // One word of many tells tests and examples; the others must be a whole component or begin a name.
                if value == Word.test.rawValue || value == Word.example.rawValue && !isModel
                    || (isName && value == Word.documentation.rawValue && word == start)
                {
                    insert(value, into: &evidence)
                }
            }
            word = ByteClass.isAlphanumeric(text[index]) ? index : index + 1
        }
        if isName { name(text, start, end, into: &evidence) }
    }

    /// `.env.example`, `env.sample`, `application-example.yml`, `config.ini.dist`: what people copy and go on with as it is.
    private static func isModelOfSettings(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        if text.has(".env", at: start) { return true }
        if text.has("env.", at: start), models.value(of: WordHash(text, ByteSpan(start + 4, end))) != 0 { return true }
        // `sample.ini` is what somebody shows.
        var word = start
        while ByteClass.isLetter(text[word]), word < end { word += 1 }
        if models.value(of: WordHash(text, ByteSpan(start, word))) != 0 { return false }
        var last = end
        for _ in 0..<2 {
            var dot = last - 1
            while dot > start, text[dot] != UInt8(ascii: ".") { dot -= 1 }
            guard dot > start else { return false }
            let ending = WordHash(text, ByteSpan(dot + 1, last))
            if Kind(rawValue: extensions.value(of: ending)) == .configuration { return true }
            guard last == end, models.value(of: ending) != 0 else { return false }
            last = dot
        }
        return false
    }

    private static let models = WordTable([("example sample dist template tmpl tpl default", 1)])

    private static func isBoundary(_ text: WindowText, _ index: Int) -> Bool {
        let byte = text[index]
        return !ByteClass.isAlphanumeric(byte) || (ByteClass.isUpper(byte) && ByteClass.isLower(text[index - 1]))
    }

    private static func insert(_ value: UInt8, into evidence: inout EvidenceSet) {
        switch Word(rawValue: value) {
        case .test: evidence.insert(.testPath)
        case .documentation: evidence.insert(.documentationPath)
        case .example: evidence.insert(.examplePath)
        case .vendored: evidence.insert(.vendoredPath)
        case .locale: evidence.insert(.localePath)
        case .configuration: evidence.insert(.configurationPath)
        case nil: break
        }
    }

    /// The file's own name and its extension.
    private static func name(_ text: WindowText, _ start: Int, _ end: Int, into evidence: inout EvidenceSet) {
        if text.has(".env", at: start) { evidence.insert(.configurationPath) }
        if text.has(".min.js", at: end - 7) || text.has(".min.css", at: end - 8) || text.has(".bundle.js", at: end - 10)
            || text.has(".map", at: end - 4) || isGenerated(text, start, end)
        {
            evidence.insert(.minifiedPath)
        }
        if text.has("package-lock.json", at: start) || text.has("yarn.lock", at: start)
            || text.has("pnpm-lock", at: start) || text.has("npm-shrinkwrap", at: start)
        {
            evidence.insert(.lockFilePath)
        }
        if isDatabaseTable(text, start, end) { evidence.insert(.tablePath) }
        // What Julia's package manager knows packages by.
        if text.has("manifest.toml", at: start) { evidence.insert(.lockFilePath) }
        if text.has("project.toml", at: start), end - start == 12 { evidence.insert(.minifiedPath) }
        var dot = end - 1
        while dot >= start, text[dot] != UInt8(ascii: ".") { dot -= 1 }
        guard dot >= start else {
            if text.has("dockerfile", at: start) || text.has("makefile", at: start) {
                evidence.insert(.configurationPath)
            }
            return
        }
        switch kind(text, start, dot, end) {
        case .source: evidence.insert(.sourcePath)
        case .configuration: evidence.insert(.configurationPath)
        case .documentation: evidence.insert(.documentationPath)
        case .lock: evidence.insert(.lockFilePath)
        case .locale: evidence.insert(.localePath)
        case .binary: evidence.insert(.binaryContent)
        case .secret: evidence.insert(.secretPath)
        case .project: evidence.insert(.minifiedPath)
        case .table: evidence.insert(.tablePath)
        case nil: break
        }
        if LanguagePath.isTranslation(text, start, dot, end) {
            evidence.insert(.localePath)
            evidence.remove(.configurationPath)
        }
        // What editors keep of a project is theirs: ids of runs, tasks and windows.
        if isOfficePart(text, start) || text.has(".idea/", at: 0) || text.has("/.idea/", at: max(0, start - 7))
            || text.has(".vs/", at: 0)
        {
            evidence.insert(.minifiedPath)
            evidence.remove(.configurationPath)
        }
        // A source file in a folder of settings is code first.
        if evidence.contains(.sourcePath) { evidence.remove(.configurationPath) }
    }

    /// What the extension says; of `app.conf.erb` the one before a template's.
    private static func kind(_ text: WindowText, _ start: Int, _ dot: Int, _ end: Int) -> Kind? {
        let kind = Kind(rawValue: extensions.value(of: WordHash(text, ByteSpan(dot + 1, end))))
        guard kind == .source, templates.value(of: WordHash(text, ByteSpan(dot + 1, end))) != 0 else { return kind }
        var inner = dot - 1
        while inner > start, text[inner] != UInt8(ascii: ".") { inner -= 1 }
        guard text[inner] == UInt8(ascii: ".") else { return kind }
        let before = WordHash(text, ByteSpan(inner + 1, dot))
        let isShell = shells.value(of: before) != 0
        return isShell || Kind(rawValue: extensions.value(of: before)) == .configuration ? .configuration : kind
    }

    /// What Protocol Buffers' compiler and Yarn write: `user.pb.go`, `user_pb2.py`, `.yarn/releases/yarn-4.0.2.cjs`.
    private static func isGenerated(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        let endings: [StaticString] = [".pb.go", ".pb.cc", ".pb.h", "_pb2.py", "_pb.js", "_pb.rb", ".pb.swift"]
        if endings.contains(where: { text.has($0, at: end - $0.utf8CodeUnitCount) }) { return true }
        return text.has(".yarn/releases/", at: max(0, start - 15)) || text.has(".yarn/plugins/", at: 0)
    }

    private static let templates = WordTable([("erb ejs twig epp", 1)])
    private static let shells = WordTable([("sh bash zsh", 1)])

    /// `app.sqlite3!users`: what SQLite's files hold has the names of their tables.
    private static func isDatabaseTable(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        let endings: [StaticString] = [".db!", ".sqlite!", ".sqlite3!", ".db3!"]
        return (start..<end).contains { index in
            text[index] == UInt8(ascii: ".") && endings.contains { text.has($0, at: index) }
        }
    }

    /// Parts of office documents (`report.docx!word/theme/theme1.xml`) that hold no text of people.
    private static func isOfficePart(_ text: WindowText, _ start: Int) -> Bool {
        let parts: [StaticString] = [
            "theme", "settings", "styles", "tablestyles", "presprops", "viewprops", "fonttable", "websettings", "item",
        ]
        guard parts.contains(where: { text.has($0, at: start) }) else { return false }
        return (0..<start).contains { text[$0] == UInt8(ascii: "!") }
    }

    private static func isSettings(_ path: EvidenceSet) -> Bool {
        path.contains(.configurationPath) && path.bits & noSettings.bits == 0
    }

    /// What stands in a folder of settings and is something else.
    private static let noSettings: EvidenceSet = [
        .sourcePath, .documentationPath, .localePath, .minifiedPath, .tablePath, .vendoredPath,
    ]

    /// Evidence of a match, read in the light of its path: without quotes, what stands behind `=` in source code is
    /// an expression, and in a configuration file a literal.
    package static func adjusted(_ evidence: EvidenceSet, forPath path: EvidenceSet) -> EvidenceSet {
        var adjusted = evidence.union(path)
        // Of the keys in what a program wrote most name something.
        if path.contains(.minifiedPath), evidence.contains(.keyAmbiguous) { adjusted.insert(.unlikelyForKey) }
        // What looks random in a comment is no name.
        let isRemark = evidence.contains(.inComment) && evidence.contains(.highEntropy)
        // No language has UUIDs without quotes.
        let isText = evidence.contains(.looksLikeUUID) && !evidence.contains(.keyAmbiguous)
        if evidence.contains(.bareValue), path.contains(.sourcePath), !isRemark, !isText {
            adjusted.insert(.looksLikeCode)
        }
        if isSettings(path), evidence.contains(.keyNamesPassword), !evidence.contains(.unlikelyForKey),
            !evidence.contains(.keyAmbiguous)
        {
            // Settings hold no names of a program's things, and of the best-known passwords the shortest, too.
            adjusted.remove(.looksLikeIdentifier)
            adjusted.remove(.longName)
            if evidence.contains(.dictionaryPassword) { adjusted.remove(.tooShort) }
        }
        // Words of other languages look random, too; what people make up has more than letters.
        if path.contains(.localePath), evidence.contains(.highEntropy), !evidence.contains(.mixedClasses) {
            adjusted.insert(.unlikelyForKey)
        }
        // `secret` and `admin` are what tests and examples put for a password.
        let isExample = path.contains(.testPath) || path.contains(.examplePath)
        let isStandIn = evidence.contains(.singleWord) || evidence.contains(.dictionaryPassword)
        if isExample, isStandIn, evidence.contains(.lowEntropy) { adjusted.insert(.unlikelyForKey) }
        if evidence.contains(.looksLikeUUID) {
            // Project files name their parts by UUIDs, tables their rows, and documentation shows answers of services.
            let isListing =
                path.contains(.tablePath) || path.contains(.documentationPath) && path.contains(.examplePath)
            if path.contains(.minifiedPath) || evidence.contains(.keyAmbiguous) && isListing {
                adjusted.insert(.looksLikeIdentifier)
            }
            // Other people's code brings the names of its own requests and rows along.
            if path.contains(.vendoredPath), evidence.contains(.keyAmbiguous) { adjusted.insert(.looksLikeIdentifier) }
            // What may be a name is never more than that for standing among settings.
            if evidence.contains(.keyAmbiguous) { adjusted.remove(.configurationPath) }
        }
        return adjusted
    }
}
