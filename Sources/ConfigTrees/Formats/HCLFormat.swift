/// The HashiCorp configuration language as Terraform, OpenTofu, Vault and Consul write it (hcl/hclsyntax/spec.md).
///
/// Expressions are not computed: literal texts are scalars, everything else is kept as it is written.
enum HCLFormat {
    /// A block: `resource "aws_iam_user" "ci" { … }`.
    struct Block: Sendable {
        let type: String
        let labels: [String]
        /// Its attributes, and blocks within as maps under their type.
        let body: ConfigNode
        let line: Int
    }

    static func blocks(_ text: String) throws(FormatError) -> [Block] {
        var parser = HCLParser(Array(text.utf8))
        return try parser.file()
    }
}
