private import Discovery

/// A mirror's place in the cache folder.
enum MirrorName {
    /// Readable, and another one for every URL: `app-3f9a0c41d2e7.git`.
    static func folderName(of url: CloneURL) -> String {
        let last = url.normalised.split(separator: "/").last ?? "mirror"
        let readable = last.prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(readable) + "-" + Digest.sha256(url.normalised).prefix(12) + ".git"
    }
}
