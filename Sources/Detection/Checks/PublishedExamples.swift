internal import Model

/// Values that a vendor's documentation or a standard publishes as an example, by their FNV-1a hash, so that none of
/// them stands in the tree. Some of them did open something once; all are known to everybody.
///
/// Tools/hash_published_examples.py makes the hashes. A key in PEM is known by the base64 between its dashes, without
/// line breaks and padding: indented, escaped and bare it is the same.
enum PublishedExamples {
    /// Longer than any key or token that a documentation prints.
    private static let greatestLength = 16 << 10

    static func contains(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count >= 8, value.count <= greatestLength else { return false }
        if has(value) { return true }
        if begins(value, with: "-----BEGIN ") {
            return PEMBlock.base64(of: value).map { $0.withUnsafeBytes(has) } ?? false
        }
        // A PEM file in base64; base64 without its padding.
        if begins(value, with: "LS0tLS1CRUdJTi") {
            return Base64Text.decode(value).map { $0.withUnsafeBytes(contains) } ?? false
        }
        guard value[value.count - 1] == UInt8(ascii: "=") else { return false }
        let end = (value.lastIndex { $0 != UInt8(ascii: "=") } ?? -1) + 1
        return has(UnsafeRawBufferPointer(rebasing: value[..<end]))
    }

    private static func has(_ value: UnsafeRawBufferPointer) -> Bool {
        hashes.contains(value.reduce(into: WordHash()) { $0.add($1) }.value)
    }

    private static func begins(_ value: UnsafeRawBufferPointer, with text: StaticString) -> Bool {
        value.prefix(text.utf8CodeUnitCount).elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
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
        // RFC 7515, 7517 and 7518, appendices
        0x3b26ebaa2fba44c8, 0x8750ac209918d8e3, 0x0a63b8a8c2452bc0, 0x5279e74e71faf93f, 0xde5483c46aee3307,
        0x7df4dcba0d78dd92, 0xd5576153e0888119, 0x1938dc6a608db91e, 0xc9568c476cb97951, 0x677e5f95a679a6cd,
        0xdfbe2f2309693db1, 0x855ab7600f932afc, 0x0de60e2993036e05, 0x85925b038045de65, 0xe968b1e12b7f2bb8,
        0xbbafffb63a945472, 0x0a3c481d677271c2, 0xce68431bed00033e, 0x70b9663c5c210ae5, 0x7c07985befca74d7,
        // RFC 8410, 10.3
        0x022664e5d896e27e, 0x42a1d8953f0dfbd9,
        // Vagrant, its insecure key
        0xc82534a1533a099d,
        // golang-jwt and tutorials: keys that many copied
        0x8914175cdd051e7c, 0x569a9fa1260dd0f4, 0xf1cb136abeee246e, 0x4a97393fb1f8163d, 0x774dbdc4d744ad43,
        0xdcff40d731db1a78, 0xe5b2bc0dcc6dd572,
        // Cloudflare, API
        0x8c433e2a1ba4f79e, 0x7665591b3560188f,
        // Docker, swarm mode and API
        0x4fa4f4a1a65ff615, 0xceed4ebcf0307d6a, 0x7e85c9fb00f0a603, 0x780ce579c971998a,
        // Kubernetes, kubeadm
        0xd6248fd820fac92e,
        // wg(8)
        0x3c038903fd377169,
        // age(1)
        0xed4721f1c660a44c,
        // Telegram, Bot API
        0x8959d21b97c6b870, 0x3367fe8c16b673d2, 0xd610fd6ad4e5c533,
        // Discord, API reference
        0xc860f3f8a6cd87c5, 0x031ec3c52e40ab15, 0xbf6508fd48ad7778, 0xee62f42d7cc257ec, 0xd8240fa5159d1197,
        // GitHub, authorizing apps
        0xe49c640aa227dc2f, 0xc358cb21c35a1b3d, 0xdb9bede1a83288bb, 0xf6cad54e10eb31ac, 0xda974e4be9cfa38b,
        0x54accee9c5a8b58f, 0x09c86495a27fba50,
        // GitLab, API
        0xb4d02f26a28571e8, 0x95b86d629cdb0719,
        // Elastic, API keys
        0xe9893b87172321cf, 0xc8651e624991e860, 0x9425c4f8ac41152e, 0xe8b75b963ed291bf,
        // Supabase, self-hosting and local development
        0x78c94fab210f8a39, 0xd13cc832f126cf3a, 0x5333945432e2522d, 0x252b2fad39076711, 0xe510844180406f94,
        0x8f8a06bbebc2dbea, 0xc1b6ab8f13b97a2a,
        // FastAPI, Flask, Rails, Laravel and Spring Security, guides
        0xac1ef6d25b4e4337, 0x9d18acdcdd4fe44e, 0x6b1687df884cc1db, 0x6b168cdf884cca5a, 0x173521999a65d882,
        0x9c47e6c19b7b3457, 0x129ffe07f5d36005, 0x84270944d0bdc563,
        // PayPal, its SDKs
        0x548efea45786918a, 0xb2cbe44ddc01fdaa,
        // Google, OAuth 2.0 and API keys
        0xa52bd4ec4afc19b8, 0x97b4d7d1c24b67c4,
        // Dropbox, OAuth guide
        0x2e7bd9cd21669296,
        // DigitalOcean, API
        0x22176b15c5008896,
        // HashiCorp: Vault, Consul, Nomad
        0x0ed31d956ebbab05, 0x96756f79a15add72, 0x99328d5526b453f4,
        // Traefik, basic authentication
        0x616fe809129b6ce8, 0x72646b25cfadb7a9,
        // Hardhat, Anvil, Ganache and Truffle: accounts that every installation has
        0x0b89d8abb8cbff84, 0x179484c6f508b654, 0x95cb4c522e3654a8, 0x5924ff5c475b0cd8, 0x425a29c9b5b28b29,
        0x9978d89a4ce49339, 0xf89ff8e1b0bb8f64, 0x1e11fde09e2e8cb4, 0x682e6668f8d27ba0, 0x8a121fc19eaf1930,
        0x4adc00563d3583f6, 0xe6bb976c618a5f86, 0x5ecb5bb4b9e7d1cb, 0xa25f9e5069b4777b, 0xc1b6bc2de8bcdf1d,
        0x2648af657311bb6d, 0x0671ee9381eafd13, 0x6529306b9f4e56c3, 0xd10c8eda077448cf, 0x40912a5ffe0a779f,
        0x69274ce2e69de7c4, 0xa5b71d43bb30e5f4, 0x7d73bfdc6f11c6ea, 0xfb09dbabb8ea4dfa, 0xf35195f018d59740,
        0xaa366cae0521fa90, 0x42360daebea0e246, 0x3a1273e8b89ce5b6,
        // jwt.io, its samples for every algorithm
        0x2a83633331b76b61, 0x4f4efe70d9360074, 0xddd4c99792b08ae2, 0x7a90892955a7a3fb, 0x6f72d44fa4852add,
        0x249a80e60aef3418, 0x306173de19994277, 0xb630920df7626f8a, 0x4670bfa27750391b, 0xb55b3131d07d5054,
        0x89ec857d640c227f, 0x9aa63f3bc69917ad, 0xea645f9e8cf7873b, 0x33f94c3bb7db5e0e, 0x2ccd11da7a071a34,
        0x004c21a4b9fffd5c, 0x7e17861616d0f871, 0x4164a9cdb528e886, 0xd395857a253be85c, 0x5ff7df85e598619d,
        0x39efe27940b525f1, 0x1ee59148d9fd9289, 0xae74f03d627d88d8, 0x743108cf86bbbaae, 0xfadfaebd5ed6a6bd,
        0x8120a067201e37f3, 0x7036c53a3ebb5269, 0x091c37a1e7f97350, 0x2ab2829412c15b22, 0x4820375c3b947c9e,
        0xdb1de2d6f18ba3c5, 0xb425a40a28fd65b5, 0xdae019a8a4ae0365, 0x4a33c0b33effec8d, 0xb5f1d4bda479b949,
        0x302f41443da2cfb0, 0x1045ab8a4edb302e, 0x4f17ffbc640761e4, 0xb6bc439eae531c9e, 0x4736e2c530d4f6fe,
        0xb804a47ff023bc68, 0xd4e930a834742622, 0xef17b070cc871439, 0x4555a8a295e0a643, 0x5ebd9b6d6d661ad9,
        0x70b9afcab0c1f1a9, 0x5f2b107b9aeecb90, 0x6144e2992ca49ed1, 0x519ce120f8de8645, 0xaf2bec255566a490,
        0xd4fc093e200212e0, 0xcdcab743ea5fa114, 0x42d3d300750a40af, 0x6a3d94ca07330b3c, 0x798e46ad51be1d0a,
        0xfb56e7965ce35331, 0xe7e9fb507f37462e, 0xffe973ca8b64eebd, 0x6fabb1faf89e3483, 0xdf7f99b7a2d961c3,
        0x08e83df585ef4d28, 0x07f0aa1c44472ea2, 0x9a4b8d4e3eb97e38, 0xdc14c9b236e8f9ce, 0x4218669012cf11d1,
        0xb5a8fe96344963c9, 0xa6b3381cfedb072b, 0x3777fb6d24c15176, 0xa636801b44c3cb04, 0x50626b732113c887,
        0x5acf6d3008070721, 0xeb9d8cfbd060c4f4, 0x0a369abb1d6abb8c, 0xc7b7202917755a70, 0x4a96f89e5a786134,
        0x27a80a2fda07888a, 0xdd2da718612a17eb, 0xbbd35b3dee1ec23e, 0x774a3ef5e5f7ba5d, 0x51cd5ef2f3cafe08,
        0x19a45395614b99ab, 0x8805c855ef711deb,
        // RFC 7520, JOSE cookbook, and RFC 8037
        0xce74a973010c41ad, 0x5c6bcf81d6de2a92, 0xd440e7c01ce652c1, 0x0293948e016dc4c5, 0xad065ffa0e8e5d0f,
        0x800c500b4caabc28, 0xbbc4ecb3ff4ddc84, 0x1c4142f669b29b79, 0xc1f89f558fa7e86c, 0xd411ce8e3bf2b25b,
        0xf32cebe4b4e6201e, 0x1ccba8d77ae1afb5, 0x63b43b1044f151f6, 0x6a9e2859f176c140, 0x9ae8c1ebea81cdfc,
        0x91f1e5d173528fa7, 0xa225d67a0b1358e1, 0x6e570ab300db7215, 0xbeb7a1b8117e0682, 0x308a6433cc1920c4,
        0xb3470e7e4715f039, 0x4a648e05d9e51e1f, 0x7f16ccc9b956acc9, 0x61eb1a9d809b6648, 0x34883b0ad83cb2e1,
        0x41493b93d257f265, 0xe222acef0db4c1f9, 0x0b86373638d136a4, 0x89ddeb8445bcbcae, 0x798c149a9450627f,
        0x30ec8cd635bd3fa2, 0xff5a0371a6e1d210, 0xa8397f67c5b9a8ca, 0x2d1c38a1c659aca5, 0x04b5d709411d58b0,
        0x39046cd78c704475,
    ]
}
