#include "slim/keep_rules.h"

#include "support/image_maker.h"
#include "support/make_elf.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::slim;

namespace {

std::string json(std::string text);

/// A keeper over a made image, with what is kept so far.
struct Kept
{
    image::Image image;
    ImageTree tree;
    Patterns patterns;
    Keeper keeper;

    explicit Kept(test::ImageMaker &maker) : image(maker.open()), tree(image.files()), patterns(*Patterns::create(tree, {}, {})), keeper(tree, patterns, {}) {}

    void keep(const std::string &path) { QVERIFY2(keeper.keep(path, {ReasonKind::Observed, "used"}), path.c_str()); }
    [[nodiscard]] bool has(const std::string &path) const
    {
        const auto node = tree.find(path);
        return node && keeper.isKept(*node);
    }
    void apply(const std::string &rule, RuleContext context = {})
    {
        const auto rules = readKeepRules(json("{'rules': [" + rule + "]}"));
        VERIFY_RESULT(rules);
        VERIFY_RESULT(applyKeepRules(keeper, *rules, context));
    }
    void applyBuiltin(RuleContext context = {}) { VERIFY_RESULT(applyKeepRules(keeper, builtinKeepRules(), context)); }
};

/// JSON in which ' stands for a quotation mark.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string rule(const std::string &members)
{
    return "{'name': 'r', 'why': 'w', 'source': 's', " + members + "}";
}

} // namespace

class TestKeepRules : public QObject
{
    Q_OBJECT

private slots:
    void builtinRulesAreWellFormed()
    {
        const std::vector<KeepRule> &rules = builtinKeepRules();
        QVERIFY(rules.size() > 30);
        std::vector<std::string> names;
        for (const KeepRule &one : rules) {
            QVERIFY2(!one.name.empty() && !one.why.empty() && !one.source.empty(), one.name.c_str());
            names.push_back(one.name);
        }
        std::ranges::sort(names);
        QVERIFY(std::ranges::adjacent_find(names) == names.end());
        // Every pattern is one once its stars and variables are filled in.
        for (const KeepRule &one : rules) {
            for (std::string pattern : one.keep) {
                for (char star = '1'; star <= '9'; ++star) {
                    for (std::size_t at; (at = pattern.find(std::string("$") + star)) != std::string::npos;)
                        pattern.replace(at, 2, "x");
                }
                if (const std::size_t at = pattern.find("${"); at != std::string::npos)
                    pattern.replace(at, pattern.find('}', at) - at + 1, at == 0 ? "/x" : "x");
                const auto glob = Glob::compile(pattern);
                QVERIFY2(glob.has_value(), (one.name + ": " + (glob ? "" : glob.error().message)).c_str());
            }
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const std::string &members, const char *place) {
            QTest::newRow(name) << QString::fromStdString(json("{'rules': [" + rule(members) + "]}")) << place;
        };
        QTest::newRow("no JSON") << "{" << "line 1";
        QTest::newRow("no rules") << "{}" << "rules";
        QTest::newRow("no name") << QString::fromStdString(json("{'rules': [{'why': 'w'}]}")) << "rules[0].name";
        row("nothing kept", "'level': 'tight'", "rules[0]: has either");
        row("bad glob", "'each': ['/x['], 'keep': ['/y']", "rules[0].each[0]");
        row("unknown member", "'keeps': ['/y']", "rules[0].keeps");
        row("unknown level", "'level': 'loose', 'keep': ['/y']", "rules[0].level");
        row("unknown limit", "'only': 'sockets', 'keep': ['/y']", "rules[0].only");
        row("listed without limits", "'listed': ['/**']", "rules[0].most");
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        const auto rules = readKeepRules(text.toStdString());
        QVERIFY(!rules);
        QVERIFY2(rules.error().message.contains(place.toStdString()), rules.error().message.c_str());
    }

    void always()
    {
        test::ImageMaker maker;
        maker.file("etc/a.conf", "1").file("etc/b", "2").link("etc/c.conf", "../target").file("target", "3");
        Kept kept(maker);
        kept.apply(rule("'keep': ['/etc/*.conf']"));
        // A rule for what is always needed works on an image of which nothing is kept yet.
        QVERIFY(kept.has("etc/a.conf") && kept.has("etc/c.conf") && kept.has("target") && !kept.has("etc/b"));
    }

    void levels()
    {
        test::ImageMaker maker;
        maker.file("a", "1").file("b", "2");
        Kept kept(maker);
        const std::string both = rule("'keep': ['/a']") + ", " + rule("'level': 'tight', 'keep': ['/b']");
        kept.apply(both, {.level = Level::Tight});
        QVERIFY(!kept.has("a") && kept.has("b"));
        kept.apply(both, {.level = Level::Package});
        QVERIFY(kept.has("a"));
    }

    void conditions()
    {
        test::ImageMaker maker;
        maker.file("lib/libssl.so.3", "1").file("certs", "2").file("bin/go", "3").directory("zones").file("zones/x", "4");
        const std::string text = rule("'when': {'kept': ['/**/libssl.so*'], 'executed': ['/bin/go'], 'static': true, 'listed': ['/zones']}, 'keep': ['/certs']");
        {
            Kept kept(maker);
            kept.keep("/zones/x");
            kept.apply(text);
            QVERIFY(!kept.has("certs"));
        }
        {
            Kept kept(maker);
            kept.keep("/lib/libssl.so.3");
            kept.apply(text);
            QVERIFY(kept.has("certs"));
        }
        {
            Kept kept(maker);
            kept.keep("/bin/go");
            kept.apply(text, {.executed = {*kept.tree.find("bin/go")}});
            QVERIFY(kept.has("certs"));
        }
        {
            Kept kept(maker);
            kept.keep("/bin/go");
            kept.apply(text, {.staticProgram = true});
            QVERIFY(kept.has("certs"));
        }
        {
            Kept kept(maker);
            kept.keep("/zones");
            kept.apply(text, {.listed = {{*kept.tree.find("zones"), {"x"}}}});
            QVERIFY(kept.has("certs"));
        }
    }

    void eachFillsItsStarsIn()
    {
        test::ImageMaker maker;
        maker.file("app/[x]/a.js", "1").file("app/[x]/package.json", "2").file("app/x/package.json", "3");
        Kept kept(maker);
        kept.keep("/app/[x]/a.js");
        kept.apply(rule("'each': ['/**/*.js'], 'keep': ['/$1/package.json', '/$1/$2.map', '/$3']"));
        QVERIFY(kept.has("app/[x]/package.json") && !kept.has("app/x/package.json"));
    }

    // What a rule keeps makes other rules apply, whatever their order.
    void chains()
    {
        test::ImageMaker maker;
        maker.file("a.1", "1").file("a.2", "2").file("a.3", "3");
        Kept kept(maker);
        kept.keep("/a.1");
        kept.apply(rule("'each': ['/*.2'], 'keep': ['/$1.3']") + ", " + rule("'each': ['/*.1'], 'keep': ['/$1.2']"));
        QVERIFY(kept.has("a.3"));
    }

    void closesOverWhatItKeeps()
    {
        test::ImageMaker maker;
        maker.file("plug.so", test::makeElf({.needed = {"libz.so"}})).file("usr/lib/libz.so", test::makeElf({}));
        Kept kept(maker);
        kept.apply(rule("'keep': ['/plug.so']"));
        QVERIFY(kept.has("usr/lib/libz.so"));
    }

    void onlySomeKinds()
    {
        test::ImageMaker maker;
        maker.directory("v/empty").directory("v/full").file("v/full/x", "1").link("v/link", "full/x").file("v/file", "2").directory("v/not");
        Kept kept(maker);
        kept.apply(rule("'only': 'empty-directories', 'unless': ['/v/not'], 'keep': ['/v/**']"));
        QVERIFY(kept.has("v/empty") && !kept.has("v/full") && !kept.has("v/link") && !kept.has("v/file") && !kept.has("v/not"));
        kept.apply(rule("'only': 'links', 'keep': ['/v/**']"));
        QVERIFY(kept.has("v/link") && kept.has("v/full/x") && !kept.has("v/file"));
        kept.apply(rule("'only': 'files', 'keep': ['/v/**']"));
        QVERIFY(kept.has("v/file") && !kept.has("v/full"));
        kept.apply(rule("'only': 'directories', 'keep': ['/v/**']"));
        QVERIFY(kept.has("v/full"));
    }

    void variables()
    {
        test::ImageMaker maker;
        maker.file("zones/Europe/Rome", "1").file("zones/UTC", "2").file("locale/de/x", "3").file("locale/C/x", "4").file("star/*", "5").file("star/y", "6");
        Kept kept(maker);
        kept.apply(rule("'keep': ['/zones/${TZ}', '/locale/${locale}/*', '/${unset}/**', '${CERT}', '/star/${STAR}']"),
                   {.variables = {{"TZ", {"Europe/Rome"}}, {"locale", {"de", "C"}}, {"CERT", {"relative/../nonsense"}}, {"STAR", {"*"}}}});
        QVERIFY(kept.has("zones/Europe/Rome") && !kept.has("zones/UTC") && kept.has("locale/de/x") && kept.has("locale/C/x"));
        QVERIFY(kept.has("star/*") && !kept.has("star/y")); // a value is a text, no pattern
    }

    void listedFolders()
    {
        test::ImageMaker maker;
        maker.directory("conf.d").file("conf.d/a", "12").file("conf.d/b", "34").directory("conf.d/sub").file("conf.d/sub/deep", "5").directory("other").file("other/x", "6");
        const auto listing = [](const Kept &kept) {
            return RuleContext{.listed = {{*kept.tree.find("conf.d"), {"server"}}, {*kept.tree.find("other"), {"server"}}}};
        };
        const auto listed = [](const std::string &more, int entries, int bytes) {
            return rule(more + "'listed': ['/**'], 'unless': ['/other'], 'most': {'entries': " + std::to_string(entries) + ", 'bytes': " + std::to_string(bytes) + "}");
        };
        {
            Kept kept(maker);
            kept.apply(listed("", 3, 4), listing(kept));
            QVERIFY(kept.has("conf.d/a") && kept.has("conf.d/sub") && !kept.has("conf.d/sub/deep") && !kept.has("other/x"));
        }
        for (const auto &[entries, bytes] : {std::pair(2, 4), std::pair(3, 3)}) {
            Kept kept(maker);
            kept.apply(listed("", entries, bytes), listing(kept));
            QVERIFY(!kept.has("conf.d/a"));
        }
        {
            Kept kept(maker);
            kept.apply(listed("'by': ['find', 'ls'], ", 9, 9), listing(kept));
            QVERIFY(!kept.has("conf.d/a"));
            kept.apply(listed("'by': ['find', 'server'], ", 9, 9), listing(kept));
            QVERIFY(kept.has("conf.d/a"));
        }
    }

    void manifests()
    {
        test::ImageMaker maker;
        maker.file("p/site-packages/yaml/nodes.py", "1").file("p/site-packages/six.py", "2").file("p/site-packages/other/x.py", "3");
        maker.file("p/site-packages/fast.abi3.so", "4").file("p/bin/tool", "5");
        maker.file("p/site-packages/PyYAML-6.dist-info/RECORD", "PyYAML-6.dist-info/METADATA,sha256=x,1\nyaml/__init__.py,,\nyaml/nodes.py,sha256=abc,12\r\n").file("p/site-packages/PyYAML-6.dist-info/METADATA", "m");
        maker.file("p/site-packages/sixer.egg-info/top_level.txt", "six\n").file("p/site-packages/fast.egg-info/top_level.txt", "\nfast");
        maker.file("p/site-packages/thing.egg-info/top_level.txt", "other\n").file("p/site-packages/cli.dist-info/RECORD", "../bin/tool,,\n");
        maker.file("p/site-packages/evil.dist-info/RECORD", std::string(3, '\xff') + "\n../../../../../etc/passwd\n,,,\n");
        const std::string text = rule("'manifests': ['/**/site-packages/*.{dist,egg}-info/{RECORD,top_level.txt}'], 'keep': ['/$1/site-packages/$2.{dist,egg}-info/*']");
        Kept kept(maker);
        for (const char *path : {"/p/site-packages/yaml/nodes.py", "/p/site-packages/six.py", "/p/site-packages/fast.abi3.so", "/p/bin/tool"})
            kept.keep(path);
        kept.apply(text);
        QVERIFY(kept.has("p/site-packages/PyYAML-6.dist-info/METADATA") && kept.has("p/site-packages/sixer.egg-info/top_level.txt"));
        QVERIFY(kept.has("p/site-packages/fast.egg-info/top_level.txt") && kept.has("p/site-packages/cli.dist-info/RECORD"));
        QVERIFY(!kept.has("p/site-packages/thing.egg-info/top_level.txt") && !kept.has("p/site-packages/evil.dist-info/RECORD"));
    }

    // ---- the built-in rules over pieces of real systems -----------------------------------------------------------------

    void python()
    {
        test::ImageMaker maker;
        const std::string base = "usr/lib/python3.13/";
        for (const char *name : {"encodings/__init__.py", "encodings/idna.py", "encodings/cp500.py", "stringprep.py", "traceback.py", "antigravity.py"})
            maker.file(base + name, "#");
        maker.file(base + "encodings/__pycache__/__init__.cpython-313.pyc", "c").file(base + "encodings/__pycache__/idna.cpython-313.pyc", "c");
        maker.file("usr/lib/python3/dist-packages/flask/app.py", "#").file("usr/lib/python3/dist-packages/flask/__pycache__/app.cpython-313.pyc", "c");
        maker.file("usr/lib/python3/dist-packages/flask-3.1.1.dist-info/METADATA", "m").file("usr/lib/python3/dist-packages/jinja2-3.dist-info/METADATA", "m");
        Kept kept(maker);
        kept.keep("/usr/lib/python3/dist-packages/flask/__pycache__/app.cpython-313.pyc");
        kept.keep("/usr/lib/python3.13/encodings/__init__.py");
        kept.applyBuiltin();
        for (const char *path : {"usr/lib/python3/dist-packages/flask/app.py", "usr/lib/python3/dist-packages/flask-3.1.1.dist-info/METADATA",
                                 "usr/lib/python3.13/encodings/__pycache__/__init__.cpython-313.pyc", "usr/lib/python3.13/encodings/idna.py",
                                 "usr/lib/python3.13/encodings/__pycache__/idna.cpython-313.pyc", "usr/lib/python3.13/stringprep.py", "usr/lib/python3.13/traceback.py"})
            QVERIFY2(kept.has(path), path);
        for (const char *path : {"usr/lib/python3.13/antigravity.py", "usr/lib/python3.13/encodings/cp500.py", "usr/lib/python3/dist-packages/jinja2-3.dist-info/METADATA"})
            QVERIFY2(!kept.has(path), path);
    }

    void node()
    {
        test::ImageMaker maker;
        maker.file("app/node_modules/a/lib/x.js", "1").file("app/node_modules/a/package.json", "{}").file("app/node_modules/@s/b/dist/y.mjs", "1");
        maker.file("app/node_modules/@s/b/package.json", "{}").file("app/node_modules/unused/package.json", "{}").file("app/server.js", "1").file("app/package.json", "{}");
        maker.file("app/node_modules/a/node_modules/c/z.js", "1").file("app/node_modules/a/node_modules/c/package.json", "{}");
        Kept kept(maker);
        for (const char *path : {"/app/server.js", "/app/node_modules/@s/b/dist/y.mjs", "/app/node_modules/a/node_modules/c/z.js", "/app/node_modules/a/lib/x.js"})
            kept.keep(path);
        kept.applyBuiltin();
        for (const char *path : {"app/package.json", "app/node_modules/a/package.json", "app/node_modules/@s/b/package.json", "app/node_modules/a/node_modules/c/package.json"})
            QVERIFY2(kept.has(path), path);
        QVERIFY(!kept.has("app/node_modules/unused/package.json"));
    }

    void javaRubyPerl()
    {
        test::ImageMaker maker;
        const std::string home = "usr/lib/jvm/java-21/";
        maker.file(home + "lib/server/libjvm.so", "x").file(home + "lib/modules", "m").link(home + "conf/net.properties", "/etc/java/net.properties").file("etc/java/net.properties", "n");
        maker.link(home + "lib/security/cacerts", "/etc/ssl/certs/java/cacerts").file("etc/ssl/certs/java/cacerts", "c").file(home + "lib/src.zip", "s");
        maker.file("var/lib/gems/3.3/gems/rack-3.1/lib/rack.rb", "1").file("var/lib/gems/3.3/specifications/rack-3.1.gemspec", "g").file("var/lib/gems/3.3/specifications/puma-6.gemspec", "g");
        maker.file("usr/lib/x/perl/5.40/List/Util.pm", "1").file("usr/lib/x/perl/5.40/auto/List/Util/Util.so", "s").file("usr/lib/x/perl/5.40/auto/Fcntl/Fcntl.so", "s");
        Kept kept(maker);
        kept.keep("/" + home + "lib/server/libjvm.so");
        kept.keep("/var/lib/gems/3.3/gems/rack-3.1/lib/rack.rb");
        kept.keep("/usr/lib/x/perl/5.40/List/Util.pm");
        kept.applyBuiltin();
        for (const std::string &path : {home + "lib/modules", home + "conf/net.properties", std::string("etc/java/net.properties"), std::string("etc/ssl/certs/java/cacerts"),
                                        std::string("var/lib/gems/3.3/specifications/rack-3.1.gemspec"), std::string("usr/lib/x/perl/5.40/auto/List/Util/Util.so")})
            QVERIFY2(kept.has(path), path.c_str());
        for (const std::string &path : {home + "lib/src.zip", std::string("var/lib/gems/3.3/specifications/puma-6.gemspec"), std::string("usr/lib/x/perl/5.40/auto/Fcntl/Fcntl.so")})
            QVERIFY2(!kept.has(path), path.c_str());
    }

    void systemFiles()
    {
        test::ImageMaker maker;
        for (const char *path : {"etc/passwd", "etc/group", "etc/shadow", "etc/nsswitch.conf", "etc/os-release", "etc/ssl/certs/ca-certificates.crt", "etc/ssl/certs/0a.0",
                                 "usr/share/zoneinfo/Europe/Rome", "usr/share/zoneinfo/Asia/Tokyo", "lib/terminfo/x/xterm", "lib/terminfo/w/wy30", "usr/lib/libssl.so.3", "usr/lib/libtinfo.so.6"})
            maker.file(path, path);
        maker.link("etc/localtime", "/usr/share/zoneinfo/Europe/Rome").link("var/run", "/run").directory("run/lock").directory("tmp", 01777).directory("var/cache/nginx", 0700);
        maker.directory("var/lib/dpkg/parts").link("var/log/nginx/access.log", "/dev/stdout").directory("proc").directory("dev");
        {
            Kept kept(maker);
            kept.applyBuiltin();
            for (const char *path : {"etc/passwd", "etc/group", "etc/nsswitch.conf", "etc/os-release", "etc/localtime", "usr/share/zoneinfo/Europe/Rome", "var/run", "run", "tmp", "var/cache/nginx",
                                     "var/log/nginx/access.log", "proc", "dev"})
                QVERIFY2(kept.has(path), path);
            for (const char *path : {"etc/shadow", "etc/ssl/certs/ca-certificates.crt", "usr/share/zoneinfo/Asia/Tokyo", "lib/terminfo/x/xterm", "var/lib/dpkg/parts"})
                QVERIFY2(!kept.has(path), path);
        }
        {
            Kept kept(maker);
            kept.keep("/usr/lib/libssl.so.3");
            kept.keep("/usr/lib/libtinfo.so.6");
            kept.applyBuiltin({.variables = {{"TZ", {"Asia/Tokyo"}}}});
            QVERIFY(kept.has("etc/ssl/certs/ca-certificates.crt") && !kept.has("etc/ssl/certs/0a.0"));
            QVERIFY(kept.has("lib/terminfo/x/xterm") && !kept.has("lib/terminfo/w/wy30") && kept.has("usr/share/zoneinfo/Asia/Tokyo"));
        }
        {
            Kept kept(maker);
            kept.applyBuiltin({.level = Level::Tight});
            QVERIFY(kept.has("etc/passwd") && kept.has("proc") && !kept.has("tmp") && !kept.has("etc/nsswitch.conf"));
        }
    }
};

QTEST_GUILESS_MAIN(TestKeepRules)
#include "tst_keep_rules.moc"
