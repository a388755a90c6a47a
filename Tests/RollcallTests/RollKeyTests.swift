import Foundation
import TestRepositories
import Testing

/// Keys and certificates that are made on the spot, as the roll knows them and as ssh-keygen and openssl do.
@Suite struct RollKeyTests {
    struct Story: Decodable {
        let key: String
        let kind: String
        let name: String
        let credentials: Int
        let declarations: Int
    }

    private static let script = #"""
        set -eu
        cd "$1"
        for type in "ed25519 256" "rsa 2048" "ecdsa 384"; do
            set -- $type
            ssh-keygen -q -t "$1" -b "$2" -N "" -C "$1@host" -f "id_$1"
        done
        cat id_rsa.pub > authorized_keys
        openssl req -x509 -newkey rsa:2048 -nodes -keyout tls.key -out tls.crt -days 30 -subj "/O=Example/CN=api.example.org" 2>/dev/null
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -out alone.crt -days 30 -subj "/CN=alone.example.org" 2>/dev/null
        openssl x509 -in alone.crt -outform DER -out alone.der
        rm alone.crt
        """#

    @Test func theyAreWhatOtherToolsSay() throws {
        let folder = try TemporaryFolder()
        let tree = "\(folder.path)/tree"
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
        _ = try shell(Self.script, tree)
        let roll = "\(folder.path)/roll.db"
        _ = try Program.run(["scan", "--quiet", "--roll", roll, tree])
        let lines = try Program.run(["roll", "list", "--roll", roll, "--format", "jsonl"]).text.split(separator: "\n")
        let stories = try lines.map { try JSONDecoder().decode(Story.self, from: Data($0.utf8)) }

        for type in ["ed25519", "rsa", "ecdsa"] {
            // 256 SHA256:… comment (TYPE)
            let printed = try shell("ssh-keygen -lf \"$1/id_\(type).pub\"", tree).split(separator: " ")
            let known = try #require(stories.first { $0.key == "key:\(printed[1])" }, "\(type)")
            #expect(known.kind == "key" && known.credentials == 1)
            #expect(known.declarations == (type == "rsa" ? 2 : 1))
        }
        // A certificate is known by its public key, which its private key shares.
        for (name, file, form, hasKey) in [("tls", "tls.crt", "PEM", true), ("alone", "alone.der", "DER", false)] {
            let printed = try shell(
                "openssl x509 -in \"$1/\(file)\" -inform \(form) -pubkey -noout > \"$1/\(name).public\"; ssh-keygen -i -m PKCS8 -f \"$1/\(name).public\" > \"$1/\(name).ssh\"; ssh-keygen -lf \"$1/\(name).ssh\"",
                tree
            ).split(separator: " ")
            let known = try #require(stories.first { $0.key == "key:\(printed[1])" }, "\(name)")
            #expect(known.kind == "certificate" && known.credentials == (hasKey ? 1 : 0) && known.declarations == 1)
            let subject = try shell(
                "openssl x509 -in \"$1/\(file)\" -inform \(form) -noout -subject -nameopt RFC2253", tree)
            #expect(subject.trimmingCharacters(in: .whitespacesAndNewlines) == "subject=" + known.name)
        }
        #expect(stories.count == 5)
    }

    private func shell(_ text: String, _ argument: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sh", "-c", text, "sh", argument]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
