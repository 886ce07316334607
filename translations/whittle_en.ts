<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>whittle::app::AccessesView</name>
        <message numerus="yes">
            <source>%1 of %n recorded accesses allowed</source>
            <translation>
                <numerusform>%1 of %n recorded access allowed</numerusform>
                <numerusform>%1 of %n recorded accesses allowed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n recorded accesses</source>
            <translation>
                <numerusform>%n recorded access</numerusform>
                <numerusform>%n recorded accesses</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ArchiveChoice</name>
        <message numerus="yes">
            <source>There are %Ln images in it.</source>
            <translation>
                <numerusform>There is %Ln image in it.</numerusform>
                <numerusform>There are %Ln images in it.</numerusform>
            </translation>
        </message>
    </context>
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
            <source>Take %n syscalls from Podman's default</source>
            <translation>
                <numerusform>Take %n syscall from Podman's default</numerusform>
                <numerusform>Take %n syscalls from Podman's default</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n syscalls from Docker's default</source>
            <translation>
                <numerusform>Take %n syscall from Docker's default</numerusform>
                <numerusform>Take %n syscalls from Docker's default</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CapabilityPanel</name>
        <message numerus="yes">
            <source>Docker's capabilities and %n more</source>
            <translation>
                <numerusform>Docker's capabilities and %n more</numerusform>
                <numerusform>Docker's capabilities and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n capabilities</source>
            <translation>
                <numerusform>%n capability</numerusform>
                <numerusform>%n capabilities</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareDocument</name>
        <message numerus="yes">
            <source>Decide %n syscalls as in %1</source>
            <translation>
                <numerusform>Decide %n syscall as in %1</numerusform>
                <numerusform>Decide %n syscalls as in %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareTextPage</name>
        <message numerus="yes">
            <source>%n lines differ</source>
            <translation>
                <numerusform>%n line differs</numerusform>
                <numerusform>%n lines differ</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareWords</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <translation>
                <numerusform>%1 and %Ln more</numerusform>
                <numerusform>%1 and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ComparisonText</name>
        <message numerus="yes">
            <source>and %n more of the calls that were tried</source>
            <translation>
                <numerusform>and %n more of the calls that were tried</numerusform>
                <numerusform>and %n more of the calls that were tried</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ExportDialog</name>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln more</numerusform>
                <numerusform>%Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ExportSource</name>
        <message numerus="yes">
            <source>… %Ln more bytes</source>
            <translation>
                <numerusform>… %Ln more byte</numerusform>
                <numerusform>… %Ln more bytes</numerusform>
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
        <name>whittle::app::FilterCompletion</name>
        <message numerus="yes">
            <source>%n syscalls</source>
            <translation>
                <numerusform>%n syscall</numerusform>
                <numerusform>%n syscalls</numerusform>
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
        <name>whittle::app::GlobalSearch</name>
        <message numerus="yes">
            <source>used %1 times by %n processes, first by %2</source>
            <extracomment>a path in a recording</extracomment>
            <translation>
                <numerusform>used %1 times by %n process, %2</numerusform>
                <numerusform>used %1 times by %n processes, first by %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCharts</name>
        <message numerus="yes">
            <source>%1 holds %2 in %Ln files.</source>
            <translation>
                <numerusform>%1 holds %2 in %Ln file.</numerusform>
                <numerusform>%1 holds %2 in %Ln files.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln smaller ones</source>
            <comment>files and folders</comment>
            <translation>
                <numerusform>%Ln smaller one</numerusform>
                <numerusform>%Ln smaller ones</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCompareModel</name>
        <message numerus="yes">
            <source>%n differ inside</source>
            <translation>
                <numerusform>%n differs inside</numerusform>
                <numerusform>%n differ inside</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageComparePage</name>
        <message numerus="yes">
            <source>%1 → %Ln files</source>
            <translation>
                <numerusform>%1 → %Ln file</numerusform>
                <numerusform>%1 → %Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln settings differ.</source>
            <translation>
                <numerusform>%Ln setting differs.</numerusform>
                <numerusform>%Ln settings differ.</numerusform>
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
        <name>whittle::app::ImageFields</name>
        <message numerus="yes">
            <source>The engine has %Ln images; type to search, or choose from the list.</source>
            <translation>
                <numerusform>The engine has %Ln image; type to search, or choose from the list.</numerusform>
                <numerusform>The engine has %Ln images; type to search, or choose from the list.</numerusform>
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
            <source>&amp;Many at Once: %n Selected Syscalls</source>
            <translation>
                <numerusform>&amp;Many at Once: %n Selected Syscall</numerusform>
                <numerusform>&amp;Many at Once: %n Selected Syscalls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ProfileCharts</name>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <comment>after a list</comment>
            <translation>
                <numerusform>%1 and %Ln more</numerusform>
                <numerusform>%1 and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 risk, %Ln syscalls</source>
            <translation>
                <numerusform>%1 risk, %Ln syscall</numerusform>
                <numerusform>%1 risk, %Ln syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 allows %Ln syscalls of %2 risk with any arguments.</source>
            <translation>
                <numerusform>%1 allows %Ln syscall of %2 risk with any arguments.</numerusform>
                <numerusform>%1 allows %Ln syscalls of %2 risk with any arguments.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 allows %Ln syscalls of %2 risk with some arguments only.</source>
            <translation>
                <numerusform>%1 allows %Ln syscall of %2 risk with some arguments only.</numerusform>
                <numerusform>%1 allows %Ln syscalls of %2 risk with some arguments only.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Closes %Ln known kernel holes (CVEs) that Docker’s default leaves open;</source>
            <translation>
                <numerusform>Closes %Ln known kernel hole (CVE) that Docker’s default leaves open;</numerusform>
                <numerusform>Closes %Ln known kernel holes (CVEs) that Docker’s default leaves open;</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln are left open.</source>
            <translation>
                <numerusform>%Ln is left open.</numerusform>
                <numerusform>%Ln are left open.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of these are closed by Docker’s default.</source>
            <translation>
                <numerusform>%Ln of these is closed by Docker’s default.</numerusform>
                <numerusform>%Ln of these are closed by Docker’s default.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %Ln known holes, open and closed</source>
            <translation>
                <numerusform>Of %Ln known hole, open and closed</numerusform>
                <numerusform>Of %Ln known holes, open and closed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln open</source>
            <comment>kernel holes</comment>
            <translation>
                <numerusform>%Ln open</numerusform>
                <numerusform>%Ln open</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves %Ln holes open: %2.</source>
            <translation>
                <numerusform>%1 leaves %Ln hole open: %2.</numerusform>
                <numerusform>%1 leaves %Ln holes open: %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 closes %Ln holes.</source>
            <translation>
                <numerusform>%1 closes %Ln hole.</numerusform>
                <numerusform>%1 closes %Ln holes.</numerusform>
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
            <source>%1 syscalls, called %2 times by %n processes</source>
            <translation>
                <numerusform>%1 syscalls, called %2 times by %n process</numerusform>
                <numerusform>%1 syscalls, called %2 times by %n processes</numerusform>
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
        <name>whittle::app::Recovery</name>
        <message numerus="yes">
            <source>Whittle ended before %n documents were saved. They can be brought back with their undo: %1</source>
            <translation>
                <numerusform>Whittle ended before %n document was saved. It can be brought back with its undo: %1</numerusform>
                <numerusform>Whittle ended before %n documents were saved. They can be brought back with their undo: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RefusalModel</name>
        <message numerus="yes">
            <source>%1 (%n processes)</source>
            <translation>
                <numerusform>%1 (%n process)</numerusform>
                <numerusform>%1 (%n processes)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RefusalView</name>
        <message numerus="yes">
            <source>%n processes, the first with pid %1</source>
            <translation>
                <numerusform>%n process, with pid %1</numerusform>
                <numerusform>%n processes, the first with pid %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n syscalls are refused.</source>
            <translation>
                <numerusform>%n syscall is refused.</numerusform>
                <numerusform>%n syscalls are refused.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ReplayPage</name>
        <message numerus="yes">
            <source>%n recordings</source>
            <translation>
                <numerusform>%n recording</numerusform>
                <numerusform>%n recordings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RuleDetail</name>
        <message numerus="yes">
            <source>What it changes (%Ln)</source>
            <translation>
                <numerusform>What it changes (%Ln)</numerusform>
                <numerusform>What it changes (%Ln)</numerusform>
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
        <name>whittle::app::RuleEdits</name>
        <message numerus="yes">
            <source>Remove %n rules</source>
            <translation>
                <numerusform>Remove %n rule</numerusform>
                <numerusform>Remove %n rules</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n rules</source>
            <translation>
                <numerusform>Move %n rule</numerusform>
                <numerusform>Move %n rules</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Join %n rules</source>
            <translation>
                <numerusform>Join %n rule</numerusform>
                <numerusform>Join %n rules</numerusform>
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
        <name>whittle::app::RulesModel</name>
        <message numerus="yes">
            <source>allows %Ln</source>
            <translation>
                <numerusform>allows %Ln</numerusform>
                <numerusform>allows %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>loosens %Ln</source>
            <translation>
                <numerusform>loosens %Ln</numerusform>
                <numerusform>loosens %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>denies %Ln</source>
            <translation>
                <numerusform>denies %Ln</numerusform>
                <numerusform>denies %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>tightens %Ln</source>
            <translation>
                <numerusform>tightens %Ln</numerusform>
                <numerusform>tightens %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another error for %Ln</source>
            <translation>
                <numerusform>another error for %Ln</numerusform>
                <numerusform>another error for %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another answer for %Ln</source>
            <translation>
                <numerusform>another answer for %Ln</numerusform>
                <numerusform>another answer for %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RunPage</name>
        <message numerus="yes">
            <source>%1 syscalls, called %2 times; %3 files; %Ln processes</source>
            <translation>
                <numerusform>%1 syscalls, called %2 times; %3 files; %Ln process</numerusform>
                <numerusform>%1 syscalls, called %2 times; %3 files; %Ln processes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 %2 of %n probes passed.</source>
            <translation>
                <numerusform>%1 %2 of %n probe passed.</numerusform>
                <numerusform>%1 %2 of %n probes passed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The profile refused %n syscalls. Look at what they may do, allow what is meant to work, and run it again.</source>
            <translation>
                <numerusform>The profile refused %n syscall. Look at what it may do, allow what is meant to work, and run it again.</numerusform>
                <numerusform>The profile refused %n syscalls. Look at what they may do, allow what is meant to work, and run it again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SettingsModel</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
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
    <context>
        <name>whittle::app::StatusLine</name>
        <message numerus="yes">
            <source>%n jobs are running</source>
            <translation>
                <numerusform>%n job is running</numerusform>
                <numerusform>%n jobs are running</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n jobs failed</source>
            <translation>
                <numerusform>%n job failed</numerusform>
                <numerusform>%n jobs failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel holes that Docker's default leaves open.</source>
            <translation>
                <numerusform>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel hole that Docker's default leaves open.</numerusform>
                <numerusform>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel holes that Docker's default leaves open.</numerusform>
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
            <source>%n profiles</source>
            <translation>
                <numerusform>%n profile</numerusform>
                <numerusform>%n profiles</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n recorded accesses allowed</source>
            <translation>
                <numerusform>%1 of %n recorded access allowed</numerusform>
                <numerusform>%1 of %n recorded accesses allowed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SyscallTree</name>
        <message numerus="yes">
            <source>%Ln syscalls</source>
            <translation>
                <numerusform>%Ln syscall</numerusform>
                <numerusform>%Ln syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln syscalls</source>
            <translation>
                <numerusform>%1 of %Ln syscall</numerusform>
                <numerusform>%1 of %Ln syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1, %Ln open</source>
            <extracomment>%1 is "12 of 40 syscalls"</extracomment>
            <translation>
                <numerusform>%1, %Ln open</numerusform>
                <numerusform>%1, %Ln open</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::UsageCharts</name>
        <message numerus="yes">
            <source>%1: %Ln syscalls so far. New: %2.</source>
            <translation>
                <numerusform>%1: %Ln syscall so far. New: %2.</numerusform>
                <numerusform>%1: %Ln syscalls so far. New: %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln syscalls were new in the last tenth of %1: record for longer, or exercise more.</source>
            <translation>
                <numerusform>%Ln syscall was new in the last tenth of %1: record for longer, or exercise more.</numerusform>
                <numerusform>%Ln syscalls were new in the last tenth of %1: record for longer, or exercise more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln syscalls were seen in %1.</source>
            <translation>
                <numerusform>%Ln syscall was seen in %1.</numerusform>
                <numerusform>%Ln syscalls were seen in %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln recordings saw nothing new in their second half.</source>
            <translation>
                <numerusform>%1 of %Ln recording saw nothing new in its second half.</numerusform>
                <numerusform>%1 of %Ln recordings saw nothing new in their second half.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more recordings with fewer syscalls are not drawn.</source>
            <translation>
                <numerusform>%Ln more recording with fewer syscalls is not drawn.</numerusform>
                <numerusform>%Ln more recordings with fewer syscalls are not drawn.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 made %Ln syscalls of %2 risk, in %3 calls of %4 altogether.</source>
            <translation>
                <numerusform>%1 made %Ln syscall of %2 risk, in %3 calls of %4 altogether.</numerusform>
                <numerusform>%1 made %Ln syscalls of %2 risk, in %3 calls of %4 altogether.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln processes</source>
            <translation>
                <numerusform>%Ln process</numerusform>
                <numerusform>%Ln processes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more processes with fewer syscalls are not drawn.</source>
            <translation>
                <numerusform>%Ln more process with fewer syscalls is not drawn.</numerusform>
                <numerusform>%Ln more processes with fewer syscalls are not drawn.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln arguments took at most three values.</source>
            <translation>
                <numerusform>%1 of %Ln argument took at most three values.</numerusform>
                <numerusform>%1 of %Ln arguments took at most three values.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 was called with %Ln different values of %2: %3%4</source>
            <translation>
                <numerusform>%1 was called with %Ln value of %2: %3%4</numerusform>
                <numerusform>%1 was called with %Ln different values of %2: %3%4</numerusform>
            </translation>
        </message>
    </context>
</TS>