<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>whittle::app::BulkEdit</name>
    <message numerus="yes">
        <source>%n keep their argument conditions.</source>
        <translation>
            <numerusform>%n keeps its argument conditions.</numerusform>
            <numerusform>%n keep their argument conditions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay denied, as they were while the recordings were made.</source>
        <translation>
            <numerusform>%n stays denied, as it was while the recordings were made.</numerusform>
            <numerusform>%n stay denied, as they were while the recordings were made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay: containers start and end with them, or newer C libraries make them in place of what was seen.</source>
        <translation>
            <numerusform>%n stays: containers start and end with it, or newer C libraries make it in place of what was seen.</numerusform>
            <numerusform>%n stay: containers start and end with them, or newer C libraries make them in place of what was seen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Allow %n syscalls that the recordings used</source>
        <translation>
            <numerusform>Allow %n syscall that the recordings used</numerusform>
            <numerusform>Allow %n syscalls that the recordings used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n syscalls that were never seen</source>
        <translation>
            <numerusform>Deny %n syscall that was never seen</numerusform>
            <numerusform>Deny %n syscalls that were never seen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n syscalls from Docker&apos;s default</source>
        <translation>
            <numerusform>Take %n syscall from Docker&apos;s default</numerusform>
            <numerusform>Take %n syscalls from Docker&apos;s default</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n syscalls from Podman&apos;s default</source>
        <translation>
            <numerusform>Take %n syscall from Podman&apos;s default</numerusform>
            <numerusform>Take %n syscalls from Podman&apos;s default</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::EnvironmentBar</name>
    <message numerus="yes">
        <source>%n capabilities</source>
        <translation>
            <numerusform>%n capability</numerusform>
            <numerusform>%n capabilities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::FindBar</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::Inspector</name>
    <message numerus="yes">
        <source>Allow %n</source>
        <translation>
            <numerusform>Allow %n</numerusform>
            <numerusform>Allow %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n</source>
        <translation>
            <numerusform>Deny %n</numerusform>
            <numerusform>Deny %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits</source>
        <translation>
            <numerusform>%n bit</numerusform>
            <numerusform>%n bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more processes</source>
        <translation>
            <numerusform>and %n more process</numerusform>
            <numerusform>and %n more processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::MainWindow</name>
    <message numerus="yes">
        <source>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel holes that Docker&apos;s default leaves open.</source>
        <translation>
            <numerusform>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel hole that Docker&apos;s default leaves open.</numerusform>
            <numerusform>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel holes that Docker&apos;s default leaves open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>filter %n instructions</source>
        <translation>
            <numerusform>filter %n instruction</numerusform>
            <numerusform>filter %n instructions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Many at Once: %n Selected Syscalls</source>
        <translation>
            <numerusform>&amp;Many at Once: %n Selected Syscall</numerusform>
            <numerusform>&amp;Many at Once: %n Selected Syscalls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::ProfileDocument</name>
    <message numerus="yes">
        <source>Allow %n syscalls</source>
        <translation>
            <numerusform>Allow %n syscall</numerusform>
            <numerusform>Allow %n syscalls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n syscalls</source>
        <translation>
            <numerusform>Deny %n syscall</numerusform>
            <numerusform>Deny %n syscalls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the action of %n syscalls</source>
        <translation>
            <numerusform>Change the action of %n syscall</numerusform>
            <numerusform>Change the action of %n syscalls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::RecordingPage</name>
    <message numerus="yes">
        <source>and %n more warnings</source>
        <translation>
            <numerusform>and %n more warning</numerusform>
            <numerusform>and %n more warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 syscalls, called %2 times by %n processes in %3 s</source>
        <translation>
            <numerusform>%1 syscalls, called %2 times by %n process in %3 s</numerusform>
            <numerusform>%1 syscalls, called %2 times by %n processes in %3 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::RuleDialog</name>
    <message numerus="yes">
        <source>and %n more, in the list of problems</source>
        <translation>
            <numerusform>and %n more, in the list of problems</numerusform>
            <numerusform>and %n more, in the list of problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::RuleForm</name>
    <message numerus="yes">
        <source>all %n syscalls of this rule</source>
        <translation>
            <numerusform>the %n syscall of this rule</numerusform>
            <numerusform>all %n syscalls of this rule</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::SideEffects</name>
    <message numerus="yes">
        <source>; and %n more</source>
        <extracomment>follows a list of syscalls</extracomment>
        <translation>
            <numerusform>; and %n more</numerusform>
            <numerusform>; and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::SourceEditor</name>
    <message numerus="yes">
        <source>… %n lines</source>
        <translation>
            <numerusform>… %n line</numerusform>
            <numerusform>… %n lines</numerusform>
        </translation>
    </message>
</context>
</TS>
