import CArchive
import Foundation
import TestRepositories

/// Containers, documents and stores that hold a token.
enum HiddenContainer {
    private static func env(_ token: String) -> [UInt8] { Array("TOKEN=\(token)\n".utf8) }
    private static func xml(_ token: String) -> [UInt8] { Array("<a><b>\(token)</b></a>".utf8) }

    /// What a PDF draws.
    private static func drawn(_ string: String) -> [UInt8] { Array("BT /F1 12 Tf \(string) Tj ET".utf8) }
    private static func pdf(_ stream: [UInt8]) -> [UInt8] { TestContainers.pdf([stream]) }
    private static func octal(_ text: String) -> String {
        HiddenText.each(text) { "\\" + ($0 < 64 ? "0" : "") + String($0, radix: 8) }
    }
    private static func wide(_ text: String) -> String { "FEFF" + HiddenText.each(text) { "00" + HiddenText.hex($0) } }

    static let archives: [HiddenFile] =
        ["jar", "war", "whl", "apk", "nupkg", "vsix"].map { kind in
            HiddenFile("zip: \(kind)", "a.\(kind)", bytes: { TestContainers.zip("conf/a.env", env($0)) })
        } + [
            HiddenFile(
                "docx", "a.docx",
                bytes: {
                    TestContainers.zip("word/document.xml", Array("<w:p><w:r><w:t>key \($0)</w:t></w:r></w:p>".utf8))
                }),
            HiddenFile(
                "docx, cut by its program", "b.docx",
                bytes: {
                    TestContainers.zip(
                        "word/document.xml",
                        Array(
                            "<w:p><w:r><w:t>\($0.prefix(9))</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t>\($0.dropFirst(9))</w:t></w:r></w:p>"
                                .utf8))
                }),
            HiddenFile(
                "xlsx", "a.xlsx",
                bytes: { TestContainers.zip("xl/sharedStrings.xml", Array("<si><t>\($0)</t></si>".utf8)) }),
            HiddenFile(
                "pptx", "a.pptx",
                bytes: {
                    TestContainers.zip("ppt/slides/slide1.xml", Array("<a:p><a:r><a:t>\($0)</a:t></a:r></a:p>".utf8))
                }),
            HiddenFile(
                "odt", "a.odt", bytes: { TestContainers.zip("content.xml", Array("<text:p>\($0)</text:p>".utf8)) }),
            HiddenFile("plan of Terraform", "a.tfplan", bytes: { TestContainers.zip("tfplan", [10, 3] + env($0)) }),
            HiddenFile(
                "zip behind a script", "run.sh",
                bytes: { Array("#!/bin/sh\nexec java -jar $0\n".utf8) + TestContainers.zip("a.env", env($0)) }),
            HiddenFile(
                "tar.bz2", "a.tar.bz2",
                bytes: { TestContainers.tar([("a.env", env($0))], filter: ARCHIVE_FILTER_BZIP2) }),
            HiddenFile(
                "tar.xz", "a.tar.xz", bytes: { TestContainers.tar([("a.env", env($0))], filter: ARCHIVE_FILTER_XZ) }),
            HiddenFile(
                "tar.zst", "a.tar.zst", bytes: { TestContainers.tar([("a.env", env($0))], filter: ARCHIVE_FILTER_ZSTD) }
            ),
            HiddenFile("7z", "a.7z", bytes: { TestContainers.archive(ARCHIVE_FORMAT_7ZIP, [("a.env", env($0))]) }),
            HiddenFile(
                "cpio, compressed", "initrd.img",
                bytes: {
                    TestContainers.archive(
                        ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, filter: ARCHIVE_FILTER_GZIP, [("a.env", env($0))])
                }),
            HiddenFile("ar", "a.a", bytes: { TestContainers.ar([("a.env", env($0))]) }),
            HiddenFile("deb", "a.deb", bytes: { TestContainers.deb([("./etc/a.env", env($0))]) }),
            HiddenFile("rpm", "a.rpm", bytes: { TestContainers.rpm([("./etc/a.env", env($0))]) }),
            HiddenFile("iso", "a.iso", bytes: { TestContainers.archive(ARCHIVE_FORMAT_ISO9660, [("a.env", env($0))]) }),
            HiddenFile("gzip", "a.gz", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_GZIP) }),
            HiddenFile("bzip2", "a.bz2", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_BZIP2) }),
            HiddenFile("xz", "a.xz", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_XZ) }),
            HiddenFile("zstd", "a.zst", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_ZSTD) }),
            HiddenFile("lz4", "a.lz4", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_LZ4) }),
            HiddenFile("lzma", "a.lzma", bytes: { TestContainers.compressed(env($0), ARCHIVE_FILTER_LZMA) }),
            HiddenFile("zlib", "a.zlib", bytes: { TestContainers.zlib(env($0)) }),
            HiddenFile(
                "zip in a tar in a zip", "nested.zip",
                bytes: {
                    TestContainers.zip(
                        "a.tar.gz",
                        TestContainers.tar(
                            [("b.zip", TestContainers.zip("c.env", env($0)))], filter: ARCHIVE_FILTER_GZIP))
                }),
            HiddenFile(
                "layer of a saved image", "image.tar",
                bytes: {
                    TestContainers.tar([
                        ("manifest.json", Array("[{}]".utf8)),
                        ("ab/layer.tar", TestContainers.tar([("app/.env", env($0))])), ("c.json", Array("{}".utf8)),
                    ])
                }),
            HiddenFile(
                "configuration of a saved image", "image2.tar",
                bytes: {
                    TestContainers.tar([
                        ("manifest.json", Array("[{}]".utf8)),
                        ("c.json", Array("{\"config\":{\"Env\":[\"TOKEN=\($0)\"]}}".utf8)),
                    ])
                }),
            HiddenFile(
                "layer of an OCI layout", "oci.tar",
                bytes: {
                    TestContainers.tar([
                        ("oci-layout", Array("{}".utf8)),
                        ("blobs/sha256/ab", TestContainers.tar([("app/.env", env($0))], filter: ARCHIVE_FILTER_ZSTD)),
                    ])
                }),
        ]

    static let stores: [HiddenFile] = [
        HiddenFile("PDF", "a.pdf", bytes: { pdf(drawn("(\($0))")) }),
        HiddenFile("PDF, compressed", "b.pdf", bytes: { pdf(TestContainers.compressedZlib(drawn("(\($0))"))) }),
        HiddenFile(
            "PDF, hexadecimal string", "c.pdf",
            bytes: { pdf(TestContainers.compressedZlib(drawn("<\(HiddenText.each($0, HiddenText.hex))>"))) }),
        HiddenFile(
            "PDF, octal string", "d.pdf", bytes: { pdf(TestContainers.compressedZlib(drawn("(\(octal($0)))"))) }),
        HiddenFile(
            "PDF, moved letters", "e.pdf",
            bytes: {
                pdf(
                    TestContainers.compressedZlib(
                        Array("BT [\(HiddenText.parts($0, 8).map { "(\($0))" }.joined(separator: " -20 "))] TJ ET".utf8)
                    ))
            }),
        HiddenFile(
            "PDF, title in UTF-16", "f.pdf",
            bytes: {
                Array("%PDF-1.4\n1 0 obj << /Title <\(wide($0))> >> endobj\n".utf8) + pdf(drawn("(a)")).dropFirst(9)
            }),
        HiddenFile(
            "PDF, octal title", "g.pdf",
            bytes: { Array("%PDF-1.4\n1 0 obj << /Title (\(octal($0))) >> endobj\n%%EOF\n".utf8) }),
        HiddenFile(
            "PDF, stream in hexadecimal", "h.pdf",
            bytes: {
                pdf(
                    Array(
                        (HiddenText.each(String(decoding: drawn("(\($0))"), as: UTF8.self), HiddenText.hex) + ">").utf8)
                )
            }),
        HiddenFile(
            "SQLite", "a.db", bytes: { TestContainers.database("CREATE TABLE t (a)", "INSERT INTO t VALUES ('\($0)')") }
        ),
        HiddenFile(
            "SQLite in UTF-16", "b.db",
            bytes: {
                TestContainers.database(
                    "PRAGMA encoding = 'UTF-16le'", "CREATE TABLE t (a)", "INSERT INTO t VALUES ('\($0)')")
            }),
        HiddenFile(
            "SQLite, long value", "c.db",
            bytes: {
                TestContainers.database(
                    "CREATE TABLE t (a)", "INSERT INTO t VALUES (replace(hex(zeroblob(4070)), '0', 'x') || ' \($0) ')")
            }),
        HiddenFile(
            "SQLite, container in a row", "d.db",
            bytes: {
                let blob = TestContainers.compressed(env($0), ARCHIVE_FILTER_GZIP).map { HiddenText.hex($0) }.joined()
                return TestContainers.database("CREATE TABLE t (a)", "INSERT INTO t VALUES (x'\(blob)')")
            }),
        HiddenFile(
            "SQLite, checked columns", "f.db",
            bytes: {
                TestContainers.database(
                    "CREATE TABLE s (d text CHECK (JSON_VALID(d)))",
                    "CREATE TABLE t (a, j, b GENERATED ALWAYS AS (json_extract(j, '$.x')))",
                    "INSERT INTO t (a) VALUES ('\($0)')")
            }),
        HiddenFile("SQLite, schema", "e.db", bytes: { TestContainers.database("CREATE TABLE t (a DEFAULT '\($0)')") }),
        HiddenFile(
            "SQLite, log", "f.db-wal",
            bytes: { token in
                guard let folder = try? TemporaryFolder() else { return [] }
                return
                    (try? TestContainers.databaseLog(
                        in: folder.path, "CREATE TABLE t (a)", "INSERT INTO t VALUES ('\(token)')")) ?? []
            }),
    ]
}
