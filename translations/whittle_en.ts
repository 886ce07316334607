<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>whittle::app::BuildPage</name>
    <message numerus="yes">
        <source>%1 syscalls, called %2 times; %3 files; %Ln processes</source>
        <translation>
            <numerusform>%1 syscalls, called %2 times; %3 files; %Ln process</numerusform>
            <numerusform>%1 syscalls, called %2 times; %3 files; %Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files in %1</source>
        <translation>
            <numerusform>%Ln file in %1</numerusform>
            <numerusform>%Ln files in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::BulkEdit</name>
    <message numerus="yes">
        <source>Allow %n syscalls that the recordings used</source>
        <translation>
            <numerusform>Allow %n syscall that the recordings used</numerusform>
            <numerusform>Allow %n syscalls that the recordings used</numerusform>
        </translation>
    </message>
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
        <source>Deny %n syscalls that were never seen</source>
        <translation>
            <numerusform>Deny %n syscall that was never seen</numerusform>
            <numerusform>Deny %n syscalls that were never seen</numerusform>
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
        <source>Take %n syscalls from Podman&apos;s default</source>
        <translation>
            <numerusform>Take %n syscall from Podman&apos;s default</numerusform>
            <numerusform>Take %n syscalls from Podman&apos;s default</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n syscalls from Docker&apos;s default</source>
        <translation>
            <numerusform>Take %n syscall from Docker&apos;s default</numerusform>
            <numerusform>Take %n syscalls from Docker&apos;s default</numerusform>
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
    <name>whittle::app::FileInspector</name>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <translation>
            <numerusform>%1 of %Ln file</numerusform>
            <numerusform>%1 of %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln files</source>
        <translation>
            <numerusform>%1 in %Ln file</numerusform>
            <numerusform>%1 in %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more processes</source>
        <translation>
            <numerusform>and %Ln more process</numerusform>
            <numerusform>and %Ln more processes</numerusform>
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
    <name>whittle::app::ImageDocument</name>
    <message numerus="yes">
        <source>Keep %n files and folders</source>
        <translation>
            <numerusform>Keep %n file or folder</numerusform>
            <numerusform>Keep %n files and folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n files and folders</source>
        <translation>
            <numerusform>Remove %n file or folder</numerusform>
            <numerusform>Remove %n files and folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::ImagePage</name>
    <message numerus="yes">
        <source>%1 of %Ln files stay</source>
        <translation>
            <numerusform>%1 of %Ln file stays</numerusform>
            <numerusform>%1 of %Ln files stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layers</source>
        <translation>
            <numerusform>%Ln layer</numerusform>
            <numerusform>%Ln layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln layers</source>
        <translation>
            <numerusform>%1: %Ln layer</numerusform>
            <numerusform>%1: %Ln layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings differ.</source>
        <translation>
            <numerusform>%Ln setting differs.</numerusform>
            <numerusform>%Ln settings differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageTreeModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
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
    <name>whittle::app::SlimImagePage</name>
    <message numerus="yes">
        <source>The engine has %Ln images; type to search, or choose from the list.</source>
        <translation>
            <numerusform>The engine has %Ln image; type to search, or choose from the list.</numerusform>
            <numerusform>The engine has %Ln images; type to search, or choose from the list.</numerusform>
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
