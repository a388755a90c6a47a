/// Values that point at a secret kept elsewhere: the good state, and no finding.
enum Reference {
    static func isReference(_ text: WindowText) -> Bool {
        let start = text.start
        // `keycloak_client.shops[each.key].client_secret` of Terraform
        if ByteClass.isLower(text[start]),
            let open = (start..<text.end).first(where: { text[$0] == UInt8(ascii: "[") }),
            text.has("[each.", at: open) || text.has("[count.", at: open)
        {
            return true
        }
        switch text.folded(start) {
        case UInt8(ascii: "v"):
            return text.has("vault:", at: start) || text.has("var.", at: start) || text.has("vars.", at: start)
                || text.has("vault(", at: start) || text.has("valuefrom", at: start)
        case UInt8(ascii: "o"):
            return text.has("op://", at: start) || text.has("os.environ", at: start) || text.has("os.getenv", at: start)
        case UInt8(ascii: "a"):
            return text.has("arn:aws", at: start) || text.has("akv://", at: start) || text.has("awssm", at: start)
                || text.has("akeyless:", at: start) || text.has("awskms:", at: start)
                || text.has("azurekms:", at: start) || text.has("argv[", at: start)
        case UInt8(ascii: "p"):
            return text.has("process.env", at: start) || text.has("projects/", at: start)
                || text.has("pass:", at: start) || text.has("pkg:", at: start) || text.has("pkcs11:", at: start)
        case UInt8(ascii: "s"):
            return text.has("secret://", at: start) || text.has("secrets.", at: start) || text.has("ssm:", at: start)
                || text.has("secretkeyref", at: start)
                || text.has("secrets/", at: start) || text.has("secret/", at: start) || text.has("sops:", at: start)
                || text.has("secretsmanager", at: start)
        case UInt8(ascii: "r"):
            return text.has("ref+", at: start) || text.has("ref:", at: start) || text.has("random_password.", at: start)
                || text.has("random_string.", at: start)
        case UInt8(ascii: "e"):
            return text.has("env:", at: start) || text.has("env.", at: start) || text.has("env[", at: start)
                || text.has("env(", at: start)
        case UInt8(ascii: "f"): return text.has("file:", at: start) || text.has("fn::", at: start)
        case UInt8(ascii: "g"):
            return text.has("gcp:", at: start) || text.has("getenv", at: start) || text.has("gcpsecret", at: start)
                || text.has("gcpkms:", at: start)
        case UInt8(ascii: "c"): return text.has("cloudkms:", at: start)
        case UInt8(ascii: "t"): return text.has("tpmkms:", at: start)
        case UInt8(ascii: "y"): return text.has("yubikey:", at: start)
        case UInt8(ascii: "k"):
            // `kv/`: where Vault's key-value store is mounted by default.
            return text.has("keyring:", at: start) || text.has("keyvault", at: start)
                || text.has("keychain:", at: start) || text.has("kv/", at: start)
        case UInt8(ascii: "d"): return text.has("data.", at: start) || text.has("doppler:", at: start)
        case UInt8(ascii: "l"): return text.has("local.", at: start) || text.has("lookup(", at: start)
        case UInt8(ascii: "m"): return text.has("module.", at: start)
        // `@` and `!` have no letter's bit folded into them that matters.
        case UInt8(ascii: "!"):
            return text[start] == UInt8(ascii: "!")
                && (text.has("!ref", at: start) || text.has("!getatt", at: start)
                    || text.has("!sub", at: start)
                    || text.has("!vault", at: start) || text.has("!secret", at: start)
                    || text.has("!env", at: start)
                    || text.has("!importvalue", at: start) || isFunction(text))
        // `_env:MYSQL_PASSWORD:name` of Yesod, with what stands in for it.
        case UInt8(ascii: "_") | 0x20: return text.has("_env:", at: start)
        default:
            return text.has("@microsoft.keyvault", at: start) || text.has("@/", at: start)
                || text.has("@~/", at: start) || text.has("@env:", at: start)
                // Grafana's expansion of variables
                || text.has("$__file{", at: start) || text.has("$__env{", at: start)
                || text.has("$__vault{", at: start)
        }
    }

    /// A tag of YAML that calls one of CloudFormation's functions: what it takes stands behind a blank or below.
    private static func isFunction(_ text: WindowText) -> Bool {
        let names: [StaticString] = [
            "!findinmap", "!join", "!select", "!split", "!if", "!base64", "!cidr", "!transform",
            "!length",
            "!tojsonstring", "!foreach",
        ]
        return names.contains {
            let end = text.start + $0.utf8CodeUnitCount
            return text.has($0, at: text.start)
                && (end == text.end || text[end] <= 0x20 || text[end] == UInt8(ascii: "["))
        }
    }
}
