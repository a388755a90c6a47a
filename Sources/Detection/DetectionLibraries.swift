internal import CArchive
internal import CDeflate
internal import CPCRE2
internal import CSQLite

/// The libraries that detection runs on, for people who look for the cause of something.
package enum DetectionLibraries {
    /// Whether PCRE2 compiles patterns to machine code; without that, scans take several times as long.
    package static var hasJIT: Bool {
        var answer: UInt32 = 0
        return pcre2_config_8(UInt32(PCRE2_CONFIG_JIT), &answer) >= 0 && answer == 1
    }

    /// Names and versions as they are loaded, not as they were compiled against.
    package static var versions: [(name: String, version: String)] {
        [
            (
                "PCRE2",
                text(PCRE2_CONFIG_VERSION) + (hasJIT ? ", JIT for \(text(PCRE2_CONFIG_JITTARGET))" : ", without JIT")
            ),
            ("libdeflate", LIBDEFLATE_VERSION_STRING), ("libarchive", String(cString: archive_version_details())),
            ("SQLite", String(cString: sqlite3_libversion())),
        ]
    }

    private static func text(_ what: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 128)
        guard pcre2_config_8(UInt32(what), &buffer) > 0 else { return "unknown" }
        return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
}
