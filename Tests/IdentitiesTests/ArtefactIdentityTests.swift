import Identities
import Model
import Testing

/// Artefacts that are one identity though they are named in different ways.
@Suite struct ArtefactIdentityTests {
    private func key(
        _ kind: Artefact.Kind, _ family: String, _ type: String, _ name: String, store: String = "",
        target: String = "",
        facts: [String: String] = [:]
    ) -> String? {
        ArtefactIdentity(
            of: Artefact(
                kind, family: family, type: type, name: name, line: 1, store: store, target: target, facts: facts))?
            .claim.key
    }

    @Test func aSealedSecretIsTheSecretItBecomes() {
        let sealed = key(.reference, "kubernetes", "SealedSecret", "db", store: "sealed-secrets", target: "shop/db")
        #expect(
            sealed
                == key(
                    .reference, "kubernetes", "Deployment", "web", store: "kubernetes-secret",
                    target: "shop/db#password"))
        #expect(sealed == key(.declaration, "kubernetes", "Secret", "db", facts: ["namespace": "shop"]))
    }

    @Test func onlyAccountsOfTwelveDigitsAreAccounts() {
        #expect(
            key(.declaration, "github-actions", "aws-role", "arn:aws:iam::123456789012:role/path/deploy")
                == "aws:role:123456789012:deploy")
        for name in ["deploy", "arn:aws:iam::${var.account}:role/deploy", "arn:aws:iam::ACCOUNT_ID:role/deploy"] {
            #expect(key(.declaration, "github-actions", "aws-role", name) == "aws:role:{source}:deploy")
        }
    }

    /// What is named by an expression is known in its source only.
    @Test func computedNamesAreASourcesOwn() {
        let computed = key(
            .reference, "terraform", "aws_secretsmanager_secret", "db", store: "aws-secrets-manager", target: "x",
            facts: ["computed": "yes"])
        #expect(computed == "secret:aws-secrets-manager:{source}:x")
        #expect(
            key(.reference, "terraform", "aws_secretsmanager_secret", "db", store: "aws-secrets-manager", target: "x")
                == "secret:aws-secrets-manager:x")
    }
}
