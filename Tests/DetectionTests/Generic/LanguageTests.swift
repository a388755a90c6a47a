import Model
import TestValues
import Testing

@testable import Detection

/// Passwords whose name is written in another language than English, and what that name is for besides.
@Suite struct LanguageTests {
    @Test(arguments: [
        // Spanish `clave` is a key, too: what people make up, or what stands beside an account
        "$clave = \"«{Word}{digits:2}{lower:1}!»\";", "String clave = \"«{Word}{digits:3}{lower:2}»\";",
        "private string _clave = \"«{Word}{digits:3}{lower:2}»\";", "define(\"DB_CLAVE\", \"«{word}{digits:3}»\");",
        "$config['clave'] = \"«{Word}{digits:3}{lower:1}»\";", "$clavebd = '«{word}{digits:3}»';",
        "$usuario = \"root\";\n$clave = \"«{word}{digits:3}»\";\n", "usuario: root clave: «{Word}{digits:3}{lower:1}»",
        "- **Clave**: «{Word}{digits:3}{lower:1}»",
        "<Comments>USUARIO: ada CONTRASEÑA: «{word}{digits:4}»</Comments>", "ПАРОЛЬ: «{Word}{digits:3}»\n",
        "password: \\texttt{«{word}{digits:4}»}\n", "// password: «{Word}{digits:4}»\n",
        // other names
        "$contrasenia = \"«{word}{digits:3}»\";", "$contrasenya = \"«{word}{digits:3}»\";",
        "$contra = \"«{Word}{digits:3}{lower:1}»\";", "$motpasse = \"«{word}{digits:3}»\";",
        "$pswd = \"«{word}{digits:3}»\";", "$matkhau = \"«{word}{digits:3}»\";",
        "$kata_sandi = \"«{word}{digits:3}»\";",
        "$parola = \"«{Word}{digits:3}{lower:1}»\";", "String mima = \"«{Word}{digits:3}{lower:1}»\";",
        // other scripts, in prose and in comments
        "口令：«{Word}{digits:3}»\n", "密碼：«{Word}{digits:3}»\n", "비밀번호: «{Word}{digits:3}»\n", "비번: «{Word}{digits:3}»\n",
        "패스워드: «{Word}{digits:3}»\n", "암호: «{Word}{digits:3}»\n", "Mật khẩu: «{Word}{digits:3}»\n",
        "Kata sandi: «{Word}{digits:3}»\n", "Parola: «{Word}{digits:3}{lower:1}»\n", "Şifre: «{Word}{digits:3}»\n",
        "كلمة المرور: «{Word}{digits:3}»\n", "Κωδικός: «{Word}{digits:3}»\n", "סיסמה: «{Word}{digits:3}»\n",
        "รหัสผ่าน: «{Word}{digits:3}»\n", "ID：admin　PW：«{Word}{digits:3}»\n", "пароль - «{Word}{digits:3}»\n",
        "账号 admin 密码 «{Word}{digits:3}»\n", "登录密码：«{Word}{digits:3}»。\n", "# 密码 «{Word}{digits:3}»\n",
        "// 密码：«{Word}{digits:3}»\n", "-- 初始密码 «{Word}{digits:3}»\n", "Password - «{Word}{digits:3}»\n",
    ])
    func tellsNames(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.map(\.secret) == [span], "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        "'clave' => 'required',", "$palabra_clave = \"{Word}{digits:3}{lower:1}\";",
        "$clave_primaria = \"{Word}{digits:3}{lower:1}\";", "$clave = \"nombre\";", "\"Clave\": \"GFT-{digits:3}\",",
        "$Clave_norma = \"NOM-{digits:3}a\";", "const enclave = \"{word}{digits:3}\";", "$contra = \"{word}\";",
        "foreach ($datos as $clave => $valor) {", "$parola = \"casa\";", "암호화: {Word}{digits:3}\n",
        "xuất khẩu: {Word}{digits:3}\n",
        "// password: Base64\n",
        // placeholders
        "DB_PASSWORD=sua-senha-aqui\n", "DB_PASSWORD=tu_contraseña\n", "DB_PASSWORD=dein-passwort-hier\n",
        "DB_PASSWORD=votre_mot_de_passe_ici\n", "VK_APP_SECRET=ваш_secure_key_от_vk\n", "SMTP_PASS=yourmailpassword\n",
        "POSTGRES_PASSWORD=GENERATE_ME_32_CHAR_RANDOM\n", "[\"SESSION_SECRET\"]=\"hex:32\"",
        "DB_PASSWORD=THE_SA_PASSWORD_DEFINED_ABOVE\n", "rcon_password \"RCON_PASS\"",
        "WHERE nombre=:user AND password=:pass\"", "Abort on wrong database password - @ada{digits:3}\n",
    ])
    func leavesOtherMeaningsAlone(_ template: String) throws {
        let text = MadeUp.marked(template)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
