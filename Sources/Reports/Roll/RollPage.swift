private import Crypto
private import Mustache
internal import Inventory
internal import Model

/// The roll as one HTML page that needs nothing beside it: its style, script and data are inside.
///
/// The parts are files in `Roll/Page`, which the build embeds. A policy allows this very style and script and nothing else.
struct RollPage {
    private let report: RollReport
    private let title: String
    private let toolVersion: String

    /// - Parameter title: nil for the usual one.
    init(_ report: RollReport, title: String?, toolVersion: String) {
        self.report = report
        self.title = TerminalText.safe(title ?? "The roll")
        self.toolVersion = toolVersion
    }

    /// In this order they make one script.
    private static let script = [
        PackageResources.data_js, PackageResources.dom_js, PackageResources.charts_js, PackageResources.table_js,
        PackageResources.detail_js, PackageResources.page_js,
    ].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)

    /// Scripts that are not ours, and markup where text belongs, are refused by the browser itself.
    private static let policy = """
        default-src 'none'; script-src 'sha256-\(digest(script))'; style-src 'sha256-\(digest(style))'; base-uri 'none'; \
        form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'
        """

    private static func digest(_ text: String) -> String {
        Base64Text.encode(Array(SHA256.hash(data: Array(text.utf8))))
    }

    /// One HTML document that loads nothing. Throws if the template is broken, which tests would have seen.
    func write(to output: inout some TextOutputStream) throws {
        // A mark for the data, so that the template need not carry megabytes around.
        let mark = "data"
        let page = try MustacheTemplate(string: String(decoding: PackageResources.page_html, as: UTF8.self)).render(
            [
                "title": title, "policy": Self.policy, "style": Self.style, "script": Self.script,
                "data": "\u{0}\(mark)\u{0}",
                "made": CivilTime.date(report.made), "identities": Quantity.grouped(report.total),
                "credentials": Quantity.grouped(report.statistics.credentials),
                "sources": Quantity.grouped(report.statistics.sources), "version": toolVersion, "digest": report.digest,
                "states": report.statistics.states.map { ["count": Quantity.grouped($0.count), "name": $0.name] },
            ] as [String: Any])
        let parts = page.split(separator: "\u{0}", omittingEmptySubsequences: false)
        for part in parts {
            output.write(part == mark ? RollPageData(report, title: title).text : String(part))
        }
    }
}
