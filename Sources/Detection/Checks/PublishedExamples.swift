/// Values that a vendor's documentation or a standard publishes as an example, by their FNV-1a hash, so that none of
/// them stands in the tree. Some of them did open something once; all are known to everybody.
enum PublishedExamples {
    /// Longer values are keys of some file format, told by their structure.
    private static let greatestLength = 200

    static func contains(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count >= 8, value.count <= greatestLength else { return false }
        return hashes.contains(value.reduce(into: WordHash()) { $0.add($1) }.value)
    }

    private static let hashes: Set<UInt64> = [
        // AWS, IAM API reference
        0x51a753f23cceda0e, 0x00ba742513ce92fa, 0xb0f7493d556ae152,
        // MinIO, its playground
        0x695f9ce069fcdff2, 0xa75ddad0eebf6abb,
        // RFC 7515, A.1
        0x961d15992b9feb22,
        // OpenID Connect Core, A.2
        0x55e6407fd6eea643,
        // Grafana, HTTP API reference
        0x0a2b4fa62eaa1a4a,
        // RFC 6455, 1.3
        0x268c162f0c1dcb48,
        // RFC 7617, 2
        0x9617ea5685ae57ea,
        // MDN, Authorization
        0x9f1014b5a9ad5561,
        // RFC 7617, 2.1
        0x57116b3e04f3b229,
        // RFC 6750, 2.1
        0xbb65956c4b8b34bf,
        // RFC 6749, 4.1.4
        0x846b2a1e2fad7fcb, 0xecc1a4474851bc28,
        // RFC 6749, 4.1.2
        0x30aa8188bb023e35,
        // RFC 6749, 2.3.1
        0xd9ad86ad3724159b, 0x1a7b78be56f3054d,
        // RFC 5849, 1.2
        0x105e4dd763a812bc, 0x0ab50e412ab981a4, 0x60bca9a8e7e780a0, 0xd7ba480fb3bb167e, 0x3c0d8e9db0e6bea8,
        0x9bb93d89924cf35d,
        // RFC 6238, B, in base32
        0xa704e0c51f1b6b61,
        // Google Authenticator, key URI format
        0xd1d407fe9b0d9c34,
        // Stripe, API reference
        0xddd19c486d095d84, 0x67e733c2f9035757, 0x4b814e2c74560377, 0x675196d0d19ff51c,
        0x05256dee1fe0de9e,
        // Twilio SendGrid, API reference
        0x98085e70f2b3dc4e,
        // Firebase, guide to web apps
        0xcb160c5ebf072178,
        // Mailgun, API reference
        0xdcb53d39ae3dbeb0, 0x303d3a96cc9cfdd8,
        // Algolia, demo index
        0x8d1dcf7b3a20d9e7,
        // Twitter, creating a signature
        0x9fecef6316392406, 0xe997086985b99cf7, 0x6a8cd54179ee73cf, 0xf9a5c07a9fe25756,
        // Azure storage emulator
        0x3f9d1c996e620b67,
        // Azure Cosmos DB emulator
        0x9f1920c6cd484714,
        // AWS, SDK guides
        0x7699c294beebad32, 0x8f635ee3a1e6f45d,
        // Microsoft, key management services: client activation and product keys; generic keys of installations
        0x468166944f540bfd, 0x4ce68b8a6a32d837, 0xe299ab88b7e39902, 0xc4129afb41453199, 0x1396eb2e9a75a180,
        0x37d43d467cba868b, 0x0ba174e26a749614, 0xfb701830f452de4e, 0x3581767f97ec4696, 0xf15697bb95ee9c84,
        0x018b53f6156b38a0, 0x57be5fe7217d3800, 0xb695776faef3b65b, 0xb46c94cacceab00b, 0x57de09ef5ab355ef,
        0x1f68665dc18846f8, 0x9e71f5301b76c471, 0x96ba6858d7a21955, 0x3f3cda3f5c5a94b5,
        // Grafana, defaults.ini
        0x569259120d76559c,
    ]
}
