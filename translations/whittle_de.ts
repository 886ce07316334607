<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Words</name>
    <message>
        <source>Is the name right, and is the image in this engine? Build again with another name, another engine, or an archive that “docker save” wrote.</source>
        <translation>Stimmt der Name, und ist das Image in dieser Engine? Erneut bauen mit einem anderen Namen, einer anderen Engine oder einem von „docker save“ geschriebenen Archiv.</translation>
    </message>
    <message>
        <source>May you use this engine and write to the output folder? Choose another engine, or Podman, which needs no rights.</source>
        <translation>Dürfen Sie diese Engine verwenden und in den Ausgabeordner schreiben? Eine andere Engine wählen, oder Podman, das keine Rechte braucht.</translation>
    </message>
    <message>
        <source>Is the engine running? Choose Podman, which Whittle starts itself; “whittle-cli doctor” says what works on this machine.</source>
        <translation>Läuft die Engine? Podman wählen, das Whittle selbst startet; „whittle-cli doctor“ sagt, was auf diesem Rechner funktioniert.</translation>
    </message>
    <message>
        <source>Save the image with “docker save” or “skopeo copy” in a form without foreign layers, and choose the archive.</source>
        <translation>Das Image mit „docker save“ oder „skopeo copy“ in einer Form ohne fremde Layer speichern und das Archiv wählen.</translation>
    </message>
    <message>
        <source>Does the image run by itself? It may need environment variables, another command, or other requests; or keep going although requests fail.</source>
        <translation>Läuft das Image von selbst? Vielleicht braucht es Umgebungsvariablen, einen anderen Befehl oder andere Anfragen; oder trotz fehlgeschlagener Anfragen weitermachen.</translation>
    </message>
    <message>
        <source>Look at the place that the message names; build again with other settings or another archive.</source>
        <translation>Die in der Meldung genannte Stelle ansehen; mit anderen Einstellungen oder einem anderen Archiv erneut bauen.</translation>
    </message>
    <message>
        <source>Is there room on the disk, and is the output folder writable?</source>
        <translation>Ist auf dem Datenträger noch Platz, und ist der Ausgabeordner beschreibbar?</translation>
    </message>
    <message>
        <source>executed</source>
        <translation>ausgeführt</translation>
    </message>
    <message>
        <source>mapped as code</source>
        <translation>als Code eingeblendet</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>listed</source>
        <translation>aufgelistet</translation>
    </message>
    <message>
        <source>looked at</source>
        <translation>angesehen</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>verlinkt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>betreten</translation>
    </message>
    <message>
        <source>mounted</source>
        <translation>eingehängt</translation>
    </message>
    <message>
        <source>connected to</source>
        <translation>verbunden</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows, explains and edits the seccomp profiles of containers.</source>
        <translation>Zeigt, erklärt und bearbeitet die Seccomp-Profile von Containern.</translation>
    </message>
    <message>
        <source>Draw every view of the files, light and dark, as PNG files into &lt;folder&gt; and exit.</source>
        <translation>Jede Ansicht der Dateien, hell und dunkel, als PNG-Dateien nach &lt;Ordner&gt; zeichnen und beenden.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size of the window in pictures, such as 1280x800.</source>
        <translation>Größe des Fensters in Bildern, etwa 1280x800.</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Profiles and recordings to open.</source>
        <translation>Zu öffnende Profile und Aufzeichnungen.</translation>
    </message>
</context>
<context>
    <name>whittle::app::ArgumentPreviewModel</name>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>%1, by other arguments</source>
        <extracomment>%1 is a list such as &quot;Allow / Deny · EPERM&quot;</extracomment>
        <translation>%1, je nach anderen Argumenten</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>%1 %2: %3, then %4</source>
        <extracomment>Read aloud: &quot;arg 0 domain AF_INET (2): Deny · EPERM, then Allow&quot;</extracomment>
        <translation>%1 %2: %3, danach %4</translation>
    </message>
    <message>
        <source>How often the attached recordings saw the value</source>
        <translation>Wie oft die angehängten Aufzeichnungen den Wert gesehen haben</translation>
    </message>
    <message>
        <source>Whether the chosen rule fits calls with this value</source>
        <translation>Ob die gewählte Regel auf Aufrufe mit diesem Wert passt</translation>
    </message>
    <message>
        <source>What the profile&apos;s compiled filter answers</source>
        <translation>Was der kompilierte Filter des Profils antwortet</translation>
    </message>
    <message>
        <source>What it will answer once the change is applied</source>
        <translation>Was nach dem Anwenden der Änderung geantwortet wird</translation>
    </message>
    <message>
        <source>Argument</source>
        <translation>Argument</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>This rule</source>
        <translation>Diese Regel</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
</context>
<context>
    <name>whittle::app::BuildChoices</name>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>name an image, or choose an archive.</source>
        <translation>ein Image nennen oder ein Archiv wählen.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>choose where the results go.</source>
        <translation>wählen, wohin die Ergebnisse kommen.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>“%1” is not NAME=value.</source>
        <translation>„%1“ hat nicht die Form NAME=Wert.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>%1-slim</source>
        <comment>name of a folder</comment>
        <translation>%1-slim</translation>
    </message>
</context>
<context>
    <name>whittle::app::BuildDocument</name>
    <message>
        <source>Inspect the image</source>
        <translation>Image untersuchen</translation>
    </message>
    <message>
        <source>Record a run</source>
        <translation>Lauf aufzeichnen</translation>
    </message>
    <message>
        <source>Select the files</source>
        <translation>Dateien auswählen</translation>
    </message>
    <message>
        <source>Write the slim image</source>
        <translation>Schlankes Image schreiben</translation>
    </message>
    <message>
        <source>Load it into the engine</source>
        <translation>In die Engine laden</translation>
    </message>
    <message>
        <source>Verify it</source>
        <translation>Verifizieren</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Done, not verified</source>
        <translation>Fertig, nicht verifiziert</translation>
    </message>
    <message>
        <source>Done: verified</source>
        <translation>Fertig: verifiziert</translation>
    </message>
    <message>
        <source>Done: not verified</source>
        <translation>Fertig: nicht verifiziert</translation>
    </message>
    <message>
        <source>Stopped; nothing is left behind</source>
        <translation>Abgebrochen; nichts bleibt zurück</translation>
    </message>
    <message>
        <source>%1 s  %2</source>
        <extracomment>seconds since the beginning, and what happened</extracomment>
        <translation>%1 s  %2</translation>
    </message>
</context>
<context>
    <name>whittle::app::BuildPage</name>
    <message>
        <source>Views of the build</source>
        <translation>Ansichten des Builds</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Log of the build</source>
        <translation>Protokoll des Builds</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%1 syscalls, called %2 times; %3 files; %Ln processes</source>
        <translation>
            <numerusform>%1 Syscalls, %2-mal aufgerufen; %3 Dateien; %Ln Prozess</numerusform>
            <numerusform>%1 Syscalls, %2-mal aufgerufen; %3 Dateien; %Ln Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>Slim image of %1</source>
        <translation>Schlankes Image von %1</translation>
    </message>
    <message>
        <source>Progress of the step</source>
        <translation>Fortschritt des Schritts</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stops the build; containers and half-made files are removed</source>
        <translation>Bricht den Build ab; Container und halbfertige Dateien werden entfernt</translation>
    </message>
    <message>
        <source>Show Files</source>
        <translation>Dateien anzeigen</translation>
    </message>
    <message>
        <source>What stayed, what went, and why; tick what is missing and build again</source>
        <translation>Was geblieben ist, was nicht, und warum; Fehlendes ankreuzen und erneut bauen</translation>
    </message>
    <message>
        <source>Open Profile</source>
        <translation>Profil öffnen</translation>
    </message>
    <message>
        <source>The seccomp profile of the slim image, in the editor</source>
        <translation>Das Seccomp-Profil des schlanken Images im Editor</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>The report as a page, in the web browser</source>
        <translation>Der Bericht als Seite im Webbrowser</translation>
    </message>
    <message>
        <source>Build Again with…</source>
        <translation>Erneut bauen mit…</translation>
    </message>
    <message>
        <source>Choose again how the image is run and what stays</source>
        <translation>Neu wählen, wie das Image ausgeführt wird und was bleibt</translation>
    </message>
    <message>
        <source>What the slim image answered</source>
        <translation>Was das schlanke Image geantwortet hat</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Noch wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>The build uses a recording that was made before; nothing is recorded.</source>
        <translation>Der Build verwendet eine frühere Aufzeichnung; es wird nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Newest syscalls</source>
        <translation>Neueste Syscalls</translation>
    </message>
    <message>
        <source>Newest files</source>
        <translation>Neueste Dateien</translation>
    </message>
    <message>
        <source>Starting · %1</source>
        <translation>Wird gestartet · %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>what is being done and the time so far</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Stopping: removing what was begun · %1</source>
        <translation>Wird abgebrochen: Begonnenes wird entfernt · %1</translation>
    </message>
    <message>
        <source>Stopped after %1. No container, image or file of this build is left.</source>
        <translation>Nach %1 abgebrochen. Kein Container, kein Image und keine Datei dieses Builds ist übrig.</translation>
    </message>
    <message>
        <source>Failed after %1</source>
        <translation>Fehlgeschlagen nach %1</translation>
    </message>
    <message>
        <source>Verified, in %1</source>
        <translation>Verifiziert, in %1</translation>
    </message>
    <message>
        <source>Not verified, after %1</source>
        <translation>Nicht verifiziert, nach %1</translation>
    </message>
    <message>
        <source>Done, in %1</source>
        <translation>Fertig, in %1</translation>
    </message>
    <message>
        <source>%1 → %2, %3 % smaller</source>
        <translation>%1 → %2, %3 % kleiner</translation>
    </message>
    <message>
        <source>The image is in slim.tar; it is not loaded into the engine.</source>
        <translation>Das Image liegt in slim.tar; es ist nicht in die Engine geladen.</translation>
    </message>
    <message>
        <source>In the engine as %1</source>
        <translation>In der Engine als %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files in %1</source>
        <translation>
            <numerusform>%Ln Datei in %1</numerusform>
            <numerusform>%Ln Dateien in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Added because it failed without:</source>
        <translation>Hinzugefügt, weil es ohne fehlschlug:</translation>
    </message>
    <message>
        <source>To know:</source>
        <translation>Wissenswertes:</translation>
    </message>
    <message>
        <source>%1: %2 (proven)</source>
        <comment>missing file and evidence</comment>
        <translation>%1: %2 (bewiesen)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>missing file and evidence</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>syscall %1: %2</source>
        <translation>Syscall %1: %2</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>fehlt: %1</translation>
    </message>
    <message>
        <source>and more, in the log</source>
        <translation>und mehr, im Protokoll</translation>
    </message>
    <message>
        <source>What was missing:</source>
        <translation>Was gefehlt hat:</translation>
    </message>
    <message>
        <source>What is missing:</source>
        <translation>Was fehlt:</translation>
    </message>
    <message>
        <source>The slim image answers like the fat one, also under its profile.</source>
        <translation>Das schlanke Image antwortet wie das volle, auch unter seinem Profil.</translation>
    </message>
    <message>
        <source>The slim image does not answer like the fat one. Keep more of it, by ticking files or with the level “package”, and build again.</source>
        <translation>Das schlanke Image antwortet nicht wie das volle. Mehr davon behalten, durch Ankreuzen von Dateien oder mit der Stufe „Paket“, und erneut bauen.</translation>
    </message>
    <message>
        <source>The slim image does not answer like the fat one. Keep what is missing and build again; with more attempts to fix, Whittle does it by itself.</source>
        <translation>Das schlanke Image antwortet nicht wie das volle. Das Fehlende behalten und erneut bauen; mit mehr Reparaturversuchen macht Whittle das selbst.</translation>
    </message>
</context>
<context>
    <name>whittle::app::BulkEdit</name>
    <message numerus="yes">
        <source>Allow %n syscalls that the recordings used</source>
        <translation>
            <numerusform>%n Syscall erlauben, den die Aufzeichnungen benutzt haben</numerusform>
            <numerusform>%n Syscalls erlauben, die die Aufzeichnungen benutzt haben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keep their argument conditions.</source>
        <translation>
            <numerusform>%n behält seine Argumentbedingungen.</numerusform>
            <numerusform>%n behalten ihre Argumentbedingungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay denied, as they were while the recordings were made.</source>
        <translation>
            <numerusform>%n bleibt verweigert, wie schon während der Aufzeichnungen.</numerusform>
            <numerusform>%n bleiben verweigert, wie schon während der Aufzeichnungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n syscalls that were never seen</source>
        <translation>
            <numerusform>%n nie gesehenen Syscall verweigern</numerusform>
            <numerusform>%n nie gesehene Syscalls verweigern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay: containers start and end with them, or newer C libraries make them in place of what was seen.</source>
        <translation>
            <numerusform>%n bleibt: Container starten und enden damit, oder neuere C-Bibliotheken verwenden ihn anstelle des Gesehenen.</numerusform>
            <numerusform>%n bleiben: Container starten und enden damit, oder neuere C-Bibliotheken verwenden sie anstelle des Gesehenen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take all rules from Podman&apos;s default</source>
        <translation>Alle Regeln aus Podmans Standardprofil übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Take %n syscalls from Podman&apos;s default</source>
        <translation>
            <numerusform>%n Syscall aus Podmans Standardprofil übernehmen</numerusform>
            <numerusform>%n Syscalls aus Podmans Standardprofil übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Take all rules from Docker&apos;s default</source>
        <translation>Alle Regeln aus Dockers Standardprofil übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Take %n syscalls from Docker&apos;s default</source>
        <translation>
            <numerusform>%n Syscall aus Dockers Standardprofil übernehmen</numerusform>
            <numerusform>%n Syscalls aus Dockers Standardprofil übernehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::ConditionRow</name>
    <message>
        <source>are</source>
        <translation>sind</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>Diese Bedingung entfernen</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
    <message>
        <source>Argument</source>
        <translation>Argument</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>What the bits must be</source>
        <translation>Was die Bits sein müssen</translation>
    </message>
    <message>
        <source>Bits that are looked at</source>
        <translation>Betrachtete Bits</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>whittle::app::ConfigModel</name>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1, abweichend</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Fat</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Slim</source>
        <translation>Schlank</translation>
    </message>
</context>
<context>
    <name>whittle::app::Dialogs</name>
    <message>
        <source>Open Profiles, Recordings and Images</source>
        <translation>Profile, Aufzeichnungen und Images öffnen</translation>
    </message>
    <message>
        <source>Profiles, recordings and images (*.json *.tar *.tar.gz *.tgz *.tar.zst *.oci);;All files (*)</source>
        <translation>Profile, Aufzeichnungen und Images (*.json *.tar *.tar.gz *.tgz *.tar.zst *.oci);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the Profile As</source>
        <translation>Profil speichern unter</translation>
    </message>
    <message>
        <source>Seccomp profiles (*.json);;All files (*)</source>
        <translation>Seccomp-Profile (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose an Image</source>
        <translation>Image wählen</translation>
    </message>
    <message>
        <source>Images (*.tar *.tar.gz *.tgz *.tar.zst *.oci);;All files (*)</source>
        <translation>Images (*.tar *.tar.gz *.tgz *.tar.zst *.oci);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The Build Is Running</source>
        <translation>Der Build läuft</translation>
    </message>
    <message>
        <source>The slim image of “%1” is not finished.</source>
        <translation>Das schlanke Image von „%1“ ist nicht fertig.</translation>
    </message>
    <message>
        <source>&amp;Stop It</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Let It Run</source>
        <translation>Weiter&amp;laufen lassen</translation>
    </message>
    <message>
        <source>Unsaved Changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>„%1“ hat nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Discard the Changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Keep Open</source>
        <translation>&amp;Geöffnet lassen</translation>
    </message>
    <message>
        <source>The File Has Changed</source>
        <translation>Die Datei wurde geändert</translation>
    </message>
    <message>
        <source>Another program has changed “%1” since it was read.</source>
        <translation>Ein anderes Programm hat „%1“ seit dem Einlesen geändert.</translation>
    </message>
    <message>
        <source>Overwriting it loses the other program&apos;s changes. Reading it again puts its text in place of yours, which undo brings back.</source>
        <translation>Beim Überschreiben gehen die Änderungen des anderen Programms verloren. Beim Neueinlesen ersetzt dessen Text den eigenen; Rückgängig holt ihn zurück.</translation>
    </message>
    <message>
        <source>&amp;Overwrite the File</source>
        <translation>Datei ü&amp;berschreiben</translation>
    </message>
    <message>
        <source>&amp;Read It Again</source>
        <translation>&amp;Neu einlesen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
</context>
<context>
    <name>whittle::app::DockTitle</name>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>whittle::app::EnvironmentBar</name>
    <message>
        <source>Environment that the decisions are made for</source>
        <translation>Umgebung, für die entschieden wird</translation>
    </message>
    <message>
        <source>Decided for</source>
        <translation>Entschieden für</translation>
    </message>
    <message>
        <source>The architecture and ABI whose syscalls are shown</source>
        <translation>Architektur und ABI der angezeigten Syscalls</translation>
    </message>
    <message>
        <source>The capabilities that the container has: some rules count only with one</source>
        <translation>Die Capabilities des Containers: Manche Regeln gelten nur mit einer bestimmten</translation>
    </message>
    <message>
        <source>The kernel that the container runs on: some rules ask for a version</source>
        <translation>Der Kernel, auf dem der Container läuft: Manche Regeln verlangen eine Version</translation>
    </message>
    <message>
        <source>The engine that reads the profile: engines differ in what they understand</source>
        <translation>Die Engine, die das Profil liest: Engines verstehen Unterschiedliches</translation>
    </message>
    <message>
        <source>The runtime that loads the filter: runc answers ENOSYS to syscalls newer than the profile, crun does not</source>
        <translation>Die Laufzeitumgebung, die den Filter lädt: runc antwortet auf Syscalls, die neuer als das Profil sind, mit ENOSYS, crun nicht</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>Podman, Buildah, CRI-O</source>
        <translation>Podman, Buildah, CRI-O</translation>
    </message>
    <message>
        <source>containerd, Kubernetes, nerdctl</source>
        <translation>containerd, Kubernetes, nerdctl</translation>
    </message>
    <message>
        <source>no capabilities</source>
        <translation>keine Capabilities</translation>
    </message>
    <message>
        <source>Docker&apos;s capabilities</source>
        <translation>Dockers Capabilities</translation>
    </message>
    <message>
        <source>Podman&apos;s capabilities</source>
        <translation>Podmans Capabilities</translation>
    </message>
    <message>
        <source>all capabilities</source>
        <translation>alle Capabilities</translation>
    </message>
    <message numerus="yes">
        <source>%n capabilities</source>
        <translation>
            <numerusform>%n Capability</numerusform>
            <numerusform>%n Capabilities</numerusform>
        </translation>
    </message>
    <message>
        <source>Linux %1</source>
        <translation>Linux %1</translation>
    </message>
    <message>
        <source>Podman</source>
        <translation>Podman</translation>
    </message>
    <message>
        <source>containerd</source>
        <translation>containerd</translation>
    </message>
    <message>
        <source>What Docker gives</source>
        <translation>Was Docker gewährt</translation>
    </message>
    <message>
        <source>What Podman gives</source>
        <translation>Was Podman gewährt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>This machine: %1</source>
        <translation>Dieser Rechner: %1</translation>
    </message>
</context>
<context>
    <name>whittle::app::FileFilter</name>
    <message>
        <source>kept, removed, observed or changed</source>
        <translation>kept, removed, observed oder changed</translation>
    </message>
    <message>
        <source>file, folder, link, device or setuid</source>
        <translation>file, folder, link, device oder setuid</translation>
    </message>
    <message>
        <source>a size such as 100k, 1M or 2G</source>
        <translation>eine Größe wie 100k, 1M oder 2G</translation>
    </message>
    <message>
        <source>observed, parent, link, interpreter, library, rule, package, configured, included or added</source>
        <translation>observed, parent, link, interpreter, library, rule, package, configured, included oder added</translation>
    </message>
    <message>
        <source>the number of a layer, from 1</source>
        <translation>die Nummer eines Layers, ab 1</translation>
    </message>
    <message>
        <source>There is no “%1” to filter by. Known: by, is, layer, size, type, why.</source>
        <translation>Nach „%1“ lässt sich nicht filtern. Bekannt: by, is, layer, size, type, why.</translation>
    </message>
</context>
<context>
    <name>whittle::app::FileInspector</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>As Built</source>
        <translation>Wie gebaut</translation>
    </message>
    <message>
        <source>Select a file to see whether it stays, why, and who used it.</source>
        <translation>Eine Datei auswählen, um zu sehen, ob sie bleibt, warum, und wer sie benutzt hat.</translation>
    </message>
    <message>
        <source>Puts it into the next slim image, a folder with all in it</source>
        <translation>Nimmt es in das nächste schlanke Image auf, einen Ordner mit allem darin</translation>
    </message>
    <message>
        <source>Leaves it out of the next slim image, a folder with all in it</source>
        <translation>Lässt es aus dem nächsten schlanken Image weg, einen Ordner mit allem darin</translation>
    </message>
    <message>
        <source>Takes your decision back: the build decides</source>
        <translation>Nimmt Ihre Entscheidung zurück: Der Build entscheidet</translation>
    </message>
    <message>
        <source>About the selected file</source>
        <translation>Über die ausgewählte Datei</translation>
    </message>
    <message>
        <source>Kept, by your change</source>
        <translation>Behalten, durch Ihre Änderung</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Kept in part</source>
        <translation>Teilweise behalten</translation>
    </message>
    <message>
        <source>Removed, by your change</source>
        <translation>Entfernt, durch Ihre Änderung</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 of %2 stay</source>
        <translation>%1 von %2 bleiben</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <translation>
            <numerusform>%1 von %Ln Datei</numerusform>
            <numerusform>%1 von %Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln files</source>
        <translation>
            <numerusform>%1 in %Ln Datei</numerusform>
            <numerusform>%1 in %Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Points to %1</source>
        <translation>Verweist auf %1</translation>
    </message>
    <message>
        <source>Why it was removed</source>
        <translation>Warum es entfernt wurde</translation>
    </message>
    <message>
        <source>The run touched it, and a rule of yours took it out.</source>
        <translation>Der Lauf hat es berührt, und eine Ihrer Regeln hat es entfernt.</translation>
    </message>
    <message>
        <source>The run did not touch it, nothing that stays needs it, and no rule keeps it.</source>
        <translation>Der Lauf hat es nicht berührt, nichts Bleibendes braucht es, und keine Regel behält es.</translation>
    </message>
    <message>
        <source>Why it stays</source>
        <translation>Warum es bleibt</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und noch %Ln</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Who used it in the run</source>
        <translation>Wer es im Lauf benutzt hat</translation>
    </message>
    <message>
        <source>tried, %1</source>
        <translation>versucht, %1</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>times</comment>
        <translation>%1×</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more processes</source>
        <translation>
            <numerusform>und %Ln weiterer Prozess</numerusform>
            <numerusform>und %Ln weitere Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>Largest in it</source>
        <translation>Größtes darin</translation>
    </message>
    <message>
        <source>In the archive</source>
        <translation>Im Archiv</translation>
    </message>
    <message>
        <source>owner %1:%2</source>
        <translation>Eigentümer %1:%2</translation>
    </message>
    <message>
        <source>From layer %1</source>
        <translation>Aus Layer %1</translation>
    </message>
</context>
<context>
    <name>whittle::app::FilterBar</name>
    <message>
        <source>%1 (writes %2 into the filter)</source>
        <translation>%1 (schreibt %2 in den Filter)</translation>
    </message>
</context>
<context>
    <name>whittle::app::FilterWords</name>
    <message>
        <source>“%1” lacks its value.</source>
        <translation>Bei „%1“ fehlt der Wert.</translation>
    </message>
    <message>
        <source>“%1” is followed by %2, not by “%3”.</source>
        <translation>Auf „%1“ folgt %2, nicht „%3“.</translation>
    </message>
</context>
<context>
    <name>whittle::app::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>Groß-/Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>Suchleiste schließen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation>Vorherige Fundstelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation>Nächste Fundstelle (F3)</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this one and find the next</source>
        <translation>Diese ersetzen und die nächste suchen</translation>
    </message>
    <message>
        <source>Replace All</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace every one, in one step of Undo</source>
        <translation>Alle ersetzen, rückgängig in einem Schritt</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>not an expression</source>
        <translation>kein Ausdruck</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>which of all places found</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>whittle::app::FindingsModel</name>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>line %1, %2</source>
        <translation>Zeile %1, %2</translation>
    </message>
    <message>
        <source>whole profile</source>
        <translation>ganzes Profil</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
</context>
<context>
    <name>whittle::app::FixWords</name>
    <message>
        <source>Write “%1” in place of “%2”</source>
        <translation>„%1“ anstelle von „%2“ schreiben</translation>
    </message>
    <message>
        <source>Take “%1” out of this rule</source>
        <translation>„%1“ aus dieser Regel nehmen</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>Diese Regel entfernen</translation>
    </message>
    <message>
        <source>Remove this argument condition</source>
        <translation>Diese Argumentbedingung entfernen</translation>
    </message>
    <message>
        <source>Remove the error number</source>
        <translation>Fehlernummer entfernen</translation>
    </message>
    <message>
        <source>Give %1 as the number %2</source>
        <extracomment>%1 is a name such as ENOSYS, %2 its number</extracomment>
        <translation>%1 als Zahl %2 angeben</translation>
    </message>
    <message>
        <source>Clear the bits that the mask takes away</source>
        <translation>Bits löschen, die die Maske ausblendet</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <translation>%1 erlauben</translation>
    </message>
    <message>
        <source>Deny %1</source>
        <translation>%1 verweigern</translation>
    </message>
    <message>
        <source>Deny %1 with ENOSYS</source>
        <translation>%1 mit ENOSYS verweigern</translation>
    </message>
</context>
<context>
    <name>whittle::app::HistoryModel</name>
    <message>
        <source>(not in the history)</source>
        <translation>(nicht im Verlauf)</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageDocument</name>
    <message>
        <source>Keep %1</source>
        <translation>%1 behalten</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n files and folders</source>
        <translation>
            <numerusform>%n Datei oder Ordner behalten</numerusform>
            <numerusform>%n Dateien und Ordner behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n files and folders</source>
        <translation>
            <numerusform>%n Datei oder Ordner entfernen</numerusform>
            <numerusform>%n Dateien und Ordner entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave to the Rules</source>
        <translation>Den Regeln überlassen</translation>
    </message>
    <message>
        <source>Changes of Before</source>
        <translation>Frühere Änderungen</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageLoader</name>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 is not the image that was slimmed; its files are not shown.</source>
        <translation>%1 ist nicht das Image, das verschlankt wurde; seine Dateien werden nicht angezeigt.</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImagePage</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Layers and History</source>
        <translation>Layer und Verlauf</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Views of the image</source>
        <translation>Ansichten des Images</translation>
    </message>
    <message>
        <source>%1 → %2, %3 % smaller</source>
        <translation>%1 → %2, %3 % kleiner</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln files stay</source>
        <translation>
            <numerusform>%1 von %Ln Datei bleiben</numerusform>
            <numerusform>%1 von %Ln Dateien bleiben</numerusform>
        </translation>
    </message>
    <message>
        <source>level %1</source>
        <extracomment>%1 is tight, balanced or package</extracomment>
        <translation>Stufe %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layers</source>
        <translation>
            <numerusform>%Ln Layer</numerusform>
            <numerusform>%Ln Layer</numerusform>
        </translation>
    </message>
    <message>
        <source>Rebuild with These Changes</source>
        <translation>Mit diesen Änderungen neu bauen</translation>
    </message>
    <message>
        <source>Builds the slim image again from the same recording, with what you ticked and unticked</source>
        <translation>Baut das schlanke Image aus derselben Aufzeichnung neu, mit dem, was an- und abgewählt wurde</translation>
    </message>
    <message>
        <source>Opens %1</source>
        <translation>Öffnet %1</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Build Again…</source>
        <translation>Erneut bauen…</translation>
    </message>
    <message>
        <source>Choose again how the image is run and what stays</source>
        <translation>Neu wählen, wie das Image ausgeführt wird und was bleibt</translation>
    </message>
    <message>
        <source>Slim This Image…</source>
        <translation>Dieses Image verschlanken…</translation>
    </message>
    <message>
        <source>Runs the image, and writes one without the files that it never needed</source>
        <translation>Führt das Image aus und schreibt eines ohne die Dateien, die es nie gebraucht hat</translation>
    </message>
    <message>
        <source>Filter: a part of a path, or is:removed size&gt;1M why:library …</source>
        <translation>Filter: ein Teil eines Pfads oder is:removed size&gt;1M why:library …</translation>
    </message>
    <message>
        <source>Filter: a part of a path, or size&gt;1M type:link layer:2 …</source>
        <translation>Filter: ein Teil eines Pfads oder size&gt;1M type:link layer:2 …</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>Dateien filtern</translation>
    </message>
    <message>
        <source>Words that all must fit. A plain word is looked for in the path; others are for example
%1
- in front turns a word round.</source>
        <translation>Wörter, die alle passen müssen. Ein einfaches Wort wird im Pfad gesucht; andere sind zum Beispiel
%1
- davor kehrt ein Wort um.</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Only what is in the slim image</source>
        <translation>Nur was im schlanken Image ist</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Only what is not in the slim image</source>
        <translation>Nur was nicht im schlanken Image ist</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Only what the run touched</source>
        <translation>Nur was der Lauf berührt hat</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Große</translation>
    </message>
    <message>
        <source>Only files and folders of more than 1 MiB</source>
        <translation>Nur Dateien und Ordner über 1 MiB</translation>
    </message>
    <message>
        <source>Show All Files</source>
        <translation>Alle Dateien anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln layers</source>
        <translation>
            <numerusform>%1: %Ln Layer</numerusform>
            <numerusform>%1: %Ln Layer</numerusform>
        </translation>
    </message>
    <message>
        <source>Layers and history, %1</source>
        <translation>Layer und Verlauf, %1</translation>
    </message>
    <message>
        <source>Saves the image from the engine to a temporary file and reads its layers, owners and modes</source>
        <translation>Speichert das Image aus der Engine in eine temporäre Datei und liest seine Layer, Eigentümer und Modi</translation>
    </message>
    <message>
        <source>Fat image</source>
        <translation>Volles Image</translation>
    </message>
    <message>
        <source>The archive of the fat image is not at hand. Dockerfile.fat in the folder of the build has its history.</source>
        <translation>Das Archiv des vollen Images ist nicht zur Hand. Dockerfile.fat im Ordner des Builds enthält seinen Verlauf.</translation>
    </message>
    <message>
        <source>Read It from the Engine</source>
        <translation>Aus der Engine lesen</translation>
    </message>
    <message>
        <source>Slim image</source>
        <translation>Schlankes Image</translation>
    </message>
    <message>
        <source>There is no slim.tar in the folder of the build.</source>
        <translation>Im Ordner des Builds gibt es keine slim.tar.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Both images have the same settings.</source>
        <translation>Beide Images haben dieselben Einstellungen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings differ.</source>
        <translation>
            <numerusform>%Ln Einstellung weicht ab.</numerusform>
            <numerusform>%Ln Einstellungen weichen ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no image at hand to read settings from.</source>
        <translation>Es ist kein Image zur Hand, dessen Einstellungen gelesen werden könnten.</translation>
    </message>
    <message>
        <source>Settings of the slim image; the archive of the fat one is not at hand to compare with.</source>
        <translation>Einstellungen des schlanken Images; das Archiv des vollen ist zum Vergleich nicht zur Hand.</translation>
    </message>
    <message>
        <source>What a container of the image starts with.</source>
        <translation>Womit ein Container des Images startet.</translation>
    </message>
    <message>
        <source>Settings of the image</source>
        <translation>Einstellungen des Images</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows shown of all rows</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The image holds no files.</source>
        <translation>Das Image enthält keine Dateien.</translation>
    </message>
    <message>
        <source>No file fits the filter “%1”.</source>
        <translation>Keine Datei passt zum Filter „%1“.</translation>
    </message>
    <message>
        <source>Tick what should stay, untick what should go.</source>
        <translation>Ankreuzen, was bleiben soll; abwählen, was wegfallen soll.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: about %2 more</source>
        <translation>%1: etwa %2 mehr</translation>
    </message>
    <message>
        <source>%1: about %2 less</source>
        <translation>%1: etwa %2 weniger</translation>
    </message>
    <message>
        <source>Libraries and other files that what you keep needs come on top.</source>
        <translation>Bibliotheken und andere Dateien, die das Behaltene braucht, kommen hinzu.</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageTabs</name>
    <message>
        <source>The build cannot be started: %1</source>
        <translation>Der Build kann nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>%1, slim</source>
        <translation>%1, schlank</translation>
    </message>
    <message>
        <source>Slimming %1</source>
        <translation>%1 wird verschlankt</translation>
    </message>
    <message>
        <source>%1: verified</source>
        <translation>%1: verifiziert</translation>
    </message>
    <message>
        <source>%1: not verified</source>
        <translation>%1: nicht verifiziert</translation>
    </message>
    <message>
        <source>%1: stopped</source>
        <translation>%1: abgebrochen</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
    <message>
        <source>Reading %1 from the engine…</source>
        <translation>%1 wird aus der Engine gelesen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The fat image could not be read: %1</source>
        <translation>Das volle Image konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>No program is set up to show “%1”.</source>
        <translation>Kein Programm ist eingerichtet, um „%1“ anzuzeigen.</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageTree</name>
    <message>
        <source>Files of the image</source>
        <translation>Dateien des Images</translation>
    </message>
</context>
<context>
    <name>whittle::app::ImageTreeModel</name>
    <message>
        <source>%1, %2, %3</source>
        <extracomment>Read aloud: file name, its size, whether it stays</extracomment>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>a link and what it points to</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>kept by you</source>
        <translation>von Ihnen behalten</translation>
    </message>
    <message>
        <source>removed by you</source>
        <translation>von Ihnen entfernt</translation>
    </message>
    <message>
        <source>will be kept</source>
        <translation>wird behalten</translation>
    </message>
    <message>
        <source>will be removed</source>
        <translation>wird entfernt</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>kept in part</source>
        <translation>teilweise behalten</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und noch %n</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>In the fat image; of a folder with everything in it</source>
        <translation>Im vollen Image; bei einem Ordner mit allem darin</translation>
    </message>
    <message>
        <source>In the slim image, with your changes counted in</source>
        <translation>Im schlanken Image, Ihre Änderungen mitgezählt</translation>
    </message>
    <message>
        <source>The first reason why it stays; the inspector has all</source>
        <translation>Der erste Grund, warum es bleibt; der Inspektor zeigt alle</translation>
    </message>
    <message>
        <source>The layer that the file comes from, from 1</source>
        <translation>Der Layer, aus dem die Datei stammt, ab 1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Fat</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Slim</source>
        <translation>Schlank</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Why it stays</source>
        <translation>Warum es bleibt</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
</context>
<context>
    <name>whittle::app::Inspector</name>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Verweigern</translation>
    </message>
    <message>
        <source>Limit…</source>
        <translation>Begrenzen…</translation>
    </message>
    <message>
        <source>Limit arguments</source>
        <translation>Argumente begrenzen</translation>
    </message>
    <message>
        <source>About the selected syscall</source>
        <translation>Über den ausgewählten Syscall</translation>
    </message>
    <message>
        <source>Select a syscall to see what it does, who needs it and what it risks.</source>
        <translation>Einen Syscall auswählen, um zu sehen, was er tut, wer ihn braucht und was er riskiert.</translation>
    </message>
    <message>
        <source>Open a profile or a recording. What you select in it is explained here.</source>
        <translation>Ein Profil oder eine Aufzeichnung öffnen. Was darin ausgewählt ist, wird hier erklärt.</translation>
    </message>
    <message>
        <source>%1 (not saved yet)</source>
        <translation>%1 (noch nicht gespeichert)</translation>
    </message>
    <message>
        <source>Docker&apos;s default: %1</source>
        <translation>Dockers Standardprofil: %1</translation>
    </message>
    <message>
        <source>The same as Docker&apos;s default</source>
        <translation>Wie Dockers Standardprofil</translation>
    </message>
    <message>
        <source>Edits the rules of %1: answer, error, argument conditions</source>
        <translation>Bearbeitet die Regeln von %1: Antwort, Fehler, Argumentbedingungen</translation>
    </message>
    <message numerus="yes">
        <source>Allow %n</source>
        <translation>
            <numerusform>%n erlauben</numerusform>
            <numerusform>%n erlauben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deny %n</source>
        <translation>
            <numerusform>%n verweigern</numerusform>
            <numerusform>%n verweigern</numerusform>
        </translation>
    </message>
    <message>
        <source>Allows %1 whatever its arguments</source>
        <translation>Erlaubt %1 mit beliebigen Argumenten</translation>
    </message>
    <message>
        <source>Takes %1 out of every rule that allows it</source>
        <translation>Nimmt %1 aus jeder Regel, die ihn erlaubt</translation>
    </message>
    <message>
        <source>That is what Docker&apos;s default profile answers. Propose a profile to decide it.</source>
        <translation>Das antwortet Dockers Standardprofil. Ein Profil vorschlagen lassen, um darüber zu entscheiden.</translation>
    </message>
    <message>
        <source>%1 risk</source>
        <extracomment>%1 is a risk level</extracomment>
        <translation>Risiko %1</translation>
    </message>
    <message>
        <source>Allowing it also changes %1</source>
        <translation>Erlauben ändert auch %1</translation>
    </message>
    <message>
        <source>Denying it also changes %1</source>
        <translation>Verweigern ändert auch %1</translation>
    </message>
    <message>
        <source>Why it is %1 risk</source>
        <translation>Warum das Risiko %1 ist</translation>
    </message>
    <message>
        <source>Why Docker blocks it</source>
        <translation>Warum Docker ihn sperrt</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>Capability</translation>
    </message>
    <message>
        <source>Gated by %1.</source>
        <translation>An %1 gebunden.</translation>
    </message>
    <message>
        <source>Known holes</source>
        <translation>Bekannte Lücken</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%n bits</source>
        <translation>
            <numerusform>%n Bit</numerusform>
            <numerusform>%n Bits</numerusform>
        </translation>
    </message>
    <message>
        <source>A filter sees addresses, never what is behind them.</source>
        <translation>Ein Filter sieht Adressen, nie was dahinter liegt.</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>und mehr</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>The attached recordings never saw it.</source>
        <translation>Die angehängten Aufzeichnungen haben ihn nie gesehen.</translation>
    </message>
    <message>
        <source>Seen %1 times, first after %2 s.</source>
        <translation>%1-mal gesehen, zuerst nach %2 s.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more processes</source>
        <translation>
            <numerusform>und %n weiterer Prozess</numerusform>
            <numerusform>und %n weitere Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>The recording&apos;s base profile answered it %1 times with %2.</source>
        <translation>Das Basisprofil der Aufzeichnung hat ihn %1-mal mit %2 beantwortet.</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>argument %1</source>
        <translation>Argument %1</translation>
    </message>
    <message>
        <source>failed with %1</source>
        <translation>fehlgeschlagen mit %1</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Linux %1</source>
        <translation>Linux %1</translation>
    </message>
    <message>
        <source>Same job</source>
        <translation>Gleiche Aufgabe</translation>
    </message>
    <message>
        <source>gVisor</source>
        <translation>gVisor</translation>
    </message>
</context>
<context>
    <name>whittle::app::JsonCompletion</name>
    <message>
        <source>%1 risk</source>
        <extracomment>%1 is a risk level</extracomment>
        <translation>Risiko %1</translation>
    </message>
</context>
<context>
    <name>whittle::app::LibraryModel</name>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Mitgeliefert</translation>
    </message>
    <message>
        <source>%1 *</source>
        <extracomment>a file name with the mark of unsaved changes</extracomment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>%1, open</source>
        <translation>%1, geöffnet</translation>
    </message>
</context>
<context>
    <name>whittle::app::LibraryView</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Open a Copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Attach to the Current Profile</source>
        <translation>An aktuelles Profil anhängen</translation>
    </message>
    <message>
        <source>Remove from the Library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
</context>
<context>
    <name>whittle::app::LiveModel</name>
    <message>
        <source>%1 (looked for, not there)</source>
        <translation>%1 (gesucht, nicht vorhanden)</translation>
    </message>
    <message>
        <source>%1, not there</source>
        <translation>%1, nicht vorhanden</translation>
    </message>
    <message>
        <source>Newest syscalls</source>
        <translation>Neueste Syscalls</translation>
    </message>
    <message>
        <source>Newest files</source>
        <translation>Neueste Dateien</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>After (s)</source>
        <translation>Nach (s)</translation>
    </message>
</context>
<context>
    <name>whittle::app::MainWindow</name>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip and keys</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open profiles and recordings</source>
        <translation>Profile und Aufzeichnungen öffnen</translation>
    </message>
    <message>
        <source>New from &amp;Docker&apos;s Default</source>
        <translation>Neu aus &amp;Dockers Standardprofil</translation>
    </message>
    <message>
        <source>Start a profile from what Docker allows when nobody asks</source>
        <translation>Ein Profil mit dem beginnen, was Docker ohne Vorgabe erlaubt</translation>
    </message>
    <message>
        <source>New from &amp;Podman&apos;s Default</source>
        <translation>Neu aus &amp;Podmans Standardprofil</translation>
    </message>
    <message>
        <source>Start a profile from what Podman allows when nobody asks</source>
        <translation>Ein Profil mit dem beginnen, was Podman ohne Vorgabe erlaubt</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the profile</source>
        <translation>Profil speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the profile as another file</source>
        <translation>Profil als andere Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Close the tab</source>
        <translation>Unterfenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Wieder&amp;herstellen</translation>
    </message>
    <message>
        <source>&amp;Allow</source>
        <translation>&amp;Erlauben</translation>
    </message>
    <message>
        <source>Allow the selected syscalls, whatever their arguments</source>
        <translation>Die ausgewählten Syscalls mit beliebigen Argumenten erlauben</translation>
    </message>
    <message>
        <source>&amp;Deny</source>
        <translation>&amp;Verweigern</translation>
    </message>
    <message>
        <source>Take the selected syscalls out of every rule that allows them</source>
        <translation>Ausgewählte Syscalls aus jeder Regel nehmen, die sie erlaubt</translation>
    </message>
    <message>
        <source>Limit Ar&amp;guments…</source>
        <translation>Ar&amp;gumente begrenzen…</translation>
    </message>
    <message>
        <source>Edit the rules of the current syscall: answer, error, argument conditions</source>
        <translation>Regeln des aktuellen Syscalls bearbeiten: Antwort, Fehler, Argumentbedingungen</translation>
    </message>
    <message>
        <source>Deny with &amp;ENOSYS</source>
        <translation>Mit EN&amp;OSYS verweigern</translation>
    </message>
    <message>
        <source>Say that the kernel lacks the syscalls, so that programs use older ones</source>
        <translation>Melden, dass der Kernel die Syscalls nicht hat, damit Programme ältere verwenden</translation>
    </message>
    <message>
        <source>Deny with E&amp;PERM</source>
        <translation>Mit E&amp;PERM verweigern</translation>
    </message>
    <message>
        <source>Say that the syscalls are not permitted</source>
        <translation>Melden, dass die Syscalls nicht zulässig sind</translation>
    </message>
    <message>
        <source>Allow and &amp;Log</source>
        <translation>Erlauben und p&amp;rotokollieren</translation>
    </message>
    <message>
        <source>Allow the syscalls and write each call to the kernel&apos;s log</source>
        <translation>Die Syscalls erlauben und jeden Aufruf im Protokoll des Kernels festhalten</translation>
    </message>
    <message>
        <source>&amp;Kill the Process</source>
        <translation>Prozess &amp;töten</translation>
    </message>
    <message>
        <source>End the process that makes one of the syscalls</source>
        <translation>Den Prozess beenden, der einen der Syscalls aufruft</translation>
    </message>
    <message>
        <source>&amp;Copy Names</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the names of the selected syscalls</source>
        <translation>Namen der ausgewählten Syscalls kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows, separated by tabs</source>
        <translation>Ausgewählte Zeilen kopieren, durch Tabulatoren getrennt</translation>
    </message>
    <message>
        <source>Show in the &amp;Source</source>
        <translation>In der &amp;Quelle anzeigen</translation>
    </message>
    <message>
        <source>Go between the table and the text</source>
        <translation>Zwischen Tabelle und Text wechseln</translation>
    </message>
    <message>
        <source>&amp;Propose a Profile</source>
        <translation>&amp;Profil vorschlagen</translation>
    </message>
    <message>
        <source>Propose a profile from the recording in this tab</source>
        <translation>Aus der Aufzeichnung in diesem Unterfenster ein Profil vorschlagen</translation>
    </message>
    <message>
        <source>&amp;Attach a Recording…</source>
        <translation>Aufzeichnung &amp;anhängen…</translation>
    </message>
    <message>
        <source>Show a recording&apos;s evidence beside the decisions of this profile</source>
        <translation>Belege einer Aufzeichnung neben den Entscheidungen dieses Profils anzeigen</translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation>&amp;Nächstes Unterfenster</translation>
    </message>
    <message>
        <source>Go to the next tab</source>
        <translation>Zum nächsten Unterfenster gehen</translation>
    </message>
    <message>
        <source>&amp;Previous Tab</source>
        <translation>&amp;Vorheriges Unterfenster</translation>
    </message>
    <message>
        <source>Go to the previous tab</source>
        <translation>Zum vorherigen Unterfenster gehen</translation>
    </message>
    <message>
        <source>&amp;About Whittle</source>
        <translation>&amp;Über Whittle</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Syscalls</source>
        <translation>&amp;Syscalls</translation>
    </message>
    <message>
        <source>&amp;Recording</source>
        <translation>Auf&amp;zeichnung</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>&amp;Image</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;System Has Them</source>
        <translation>Wie im &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Choose the colours of the window</source>
        <translation>Farben des Fensters wählen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>Laufendes abbrechen</translation>
    </message>
    <message>
        <source>%1[*] – Whittle</source>
        <translation>%1[*] – Whittle</translation>
    </message>
    <message>
        <source>Whittle</source>
        <translation>Whittle</translation>
    </message>
    <message>
        <source>%1 *</source>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>Show in the &amp;Table</source>
        <translation>In der &amp;Tabelle anzeigen</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Kein Filter</translation>
    </message>
    <message>
        <source>Would not start</source>
        <translation>Würde nicht starten</translation>
    </message>
    <message>
        <source>%1 of %2 allowed</source>
        <translation>%1 von %2 erlaubt</translation>
    </message>
    <message>
        <source>risk %1 (default %2)</source>
        <translation>Risiko %1 (Standard %2)</translation>
    </message>
    <message numerus="yes">
        <source>0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.
Closes %n known kernel holes that Docker&apos;s default leaves open.</source>
        <translation>
            <numerusform>0: nichts ist offen, 100: alles. Ein kritischer Syscall wiegt 10, ein hoher 4, ein mittlerer 1.
Schließt %n bekannte Kernel-Lücke, die Dockers Standardprofil offen lässt.</numerusform>
            <numerusform>0: nichts ist offen, 100: alles. Ein kritischer Syscall wiegt 10, ein hoher 4, ein mittlerer 1.
Schließt %n bekannte Kernel-Lücken, die Dockers Standardprofil offen lässt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>filter %n instructions</source>
        <translation>
            <numerusform>Filter: %n Anweisung</numerusform>
            <numerusform>Filter: %n Anweisungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Length of the compiled BPF program; the kernel takes at most 4096 instructions</source>
        <translation>Länge des kompilierten BPF-Programms; der Kernel nimmt höchstens 4096 Anweisungen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>%1 started under this profile and answered as without it (%2; %3).</source>
        <translation>%1 startete unter diesem Profil und antwortete wie ohne (%2; %3).</translation>
    </message>
    <message>
        <source>Verification failed</source>
        <translation>Verifizierung fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 did not start under this profile, or answered differently (%2; %3).</source>
        <translation>%1 startete unter diesem Profil nicht oder antwortete anders (%2; %3).</translation>
    </message>
    <message>
        <source>Changed, not verified</source>
        <translation>Geändert, nicht verifiziert</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Whether a container was started under this profile and answered as without it: whittle-cli verify IMAGE --seccomp FILE</source>
        <translation>Ob ein Container unter diesem Profil gestartet wurde und wie ohne geantwortet hat: whittle-cli verify IMAGE --seccomp FILE</translation>
    </message>
    <message>
        <source>Not saved as a file yet</source>
        <translation>Noch nicht als Datei gespeichert</translation>
    </message>
    <message>
        <source>Docker&apos;s default</source>
        <translation>Dockers Standardprofil</translation>
    </message>
    <message>
        <source>What Docker lets through when nobody asks</source>
        <translation>Was Docker ohne Vorgabe durchlässt</translation>
    </message>
    <message>
        <source>Podman&apos;s default</source>
        <translation>Podmans Standardprofil</translation>
    </message>
    <message>
        <source>What Podman, Buildah and CRI-O let through when nobody asks</source>
        <translation>Was Podman, Buildah und CRI-O ohne Vorgabe durchlassen</translation>
    </message>
    <message>
        <source>&amp;Forget These Files</source>
        <translation>Diese Dateien &amp;vergessen</translation>
    </message>
    <message>
        <source>About Whittle</source>
        <translation>Über Whittle</translation>
    </message>
    <message>
        <source>Whittle %1</source>
        <translation>Whittle %1</translation>
    </message>
    <message>
        <source>Cuts a container down to what it needs.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Stutzt einen Container auf das zurecht, was er braucht.
Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Find in the text, or go to the filter of the syscall table</source>
        <translation>Im Text suchen oder zum Filter der Syscall-Tabelle gehen</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Go to the next place that was found</source>
        <translation>Zur nächsten Fundstelle gehen</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>Rü&amp;ckwärts suchen</translation>
    </message>
    <message>
        <source>Go to the previous place that was found</source>
        <translation>Zur vorherigen Fundstelle gehen</translation>
    </message>
    <message>
        <source>&amp;Replace…</source>
        <translation>&amp;Ersetzen…</translation>
    </message>
    <message>
        <source>Find and replace in the text</source>
        <translation>Im Text suchen und ersetzen</translation>
    </message>
    <message>
        <source>&amp;Go to Line…</source>
        <translation>&amp;Gehe zu Zeile…</translation>
    </message>
    <message>
        <source>Go to a line of the text</source>
        <translation>Zu einer Zeile des Textes gehen</translation>
    </message>
    <message>
        <source>&amp;Complete</source>
        <translation>&amp;Vervollständigen</translation>
    </message>
    <message>
        <source>Show what fits at the cursor: syscalls, actions, capabilities, constants</source>
        <translation>Anzeigen, was am Cursor passt: Syscalls, Aktionen, Capabilities, Konstanten</translation>
    </message>
    <message>
        <source>&amp;Mend the Problem…</source>
        <translation>Problem &amp;beheben…</translation>
    </message>
    <message>
        <source>Show what mends the problems in the cursor&apos;s line</source>
        <translation>Anzeigen, was die Probleme in der Zeile des Cursors behebt</translation>
    </message>
    <message>
        <source>Format the &amp;Text</source>
        <translation>&amp;Text formatieren</translation>
    </message>
    <message>
        <source>Indent the text anew; what it says stays</source>
        <translation>Text neu einrücken; am Inhalt ändert sich nichts</translation>
    </message>
    <message>
        <source>The text cannot be formatted until its error is mended.</source>
        <translation>Der Text kann erst formatiert werden, wenn sein Fehler behoben ist.</translation>
    </message>
    <message>
        <source>&amp;Fold</source>
        <translation>Ein&amp;klappen</translation>
    </message>
    <message>
        <source>Hide the lines of the region around the cursor, or show them</source>
        <translation>Zeilen des Bereichs um den Cursor aus- oder einblenden</translation>
    </message>
    <message>
        <source>Fold &amp;All</source>
        <translation>&amp;Alle einklappen</translation>
    </message>
    <message>
        <source>Show one line of each rule</source>
        <translation>Von jeder Regel eine Zeile anzeigen</translation>
    </message>
    <message>
        <source>&amp;Unfold All</source>
        <translation>Alle a&amp;usklappen</translation>
    </message>
    <message>
        <source>Show all lines</source>
        <translation>Alle Zeilen anzeigen</translation>
    </message>
    <message>
        <source>Allow What the Recordings &amp;Used</source>
        <translation>Erlauben, was die Aufzeichnungen ben&amp;utzt haben</translation>
    </message>
    <message>
        <source>Allow the denied syscalls that the recordings made; of the selection, or of all</source>
        <translation>Die verweigerten Syscalls erlauben, die die Aufzeichnungen aufgerufen haben; in der Auswahl oder alle</translation>
    </message>
    <message>
        <source>Deny What Was &amp;Never Seen</source>
        <translation>Verweigern, was &amp;nie gesehen wurde</translation>
    </message>
    <message>
        <source>Deny the allowed syscalls that no recording made and no container needs to start; of the selection, or of all</source>
        <translation>Die erlaubten Syscalls verweigern, die keine Aufzeichnung aufgerufen hat und kein Container zum Starten braucht; in der Auswahl oder alle</translation>
    </message>
    <message>
        <source>Take from &amp;Docker&apos;s Default</source>
        <translation>Aus &amp;Dockers Standardprofil übernehmen</translation>
    </message>
    <message>
        <source>Decide as Docker&apos;s default profile does; the selection, or everything</source>
        <translation>Wie Dockers Standardprofil entscheiden; die Auswahl oder alles</translation>
    </message>
    <message>
        <source>Take from &amp;Podman&apos;s Default</source>
        <translation>Aus &amp;Podmans Standardprofil übernehmen</translation>
    </message>
    <message>
        <source>Decide as Podman&apos;s default profile does; the selection, or everything</source>
        <translation>Wie Podmans Standardprofil entscheiden; die Auswahl oder alles</translation>
    </message>
    <message>
        <source>&amp;Many at Once</source>
        <translation>&amp;Mehrere zugleich</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Find in the Text</source>
        <translation>Im Text &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Filter Files</source>
        <translation>Dateien &amp;filtern</translation>
    </message>
    <message>
        <source>&amp;Filter Syscalls</source>
        <translation>Syscalls &amp;filtern</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Many at Once: %n Selected Syscalls</source>
        <translation>
            <numerusform>&amp;Mehrere zugleich: %n ausgewählter Syscall</numerusform>
            <numerusform>&amp;Mehrere zugleich: %n ausgewählte Syscalls</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Many at Once: All Syscalls</source>
        <translation>&amp;Mehrere zugleich: alle Syscalls</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the results of a build, or an image that is an OCI layout</source>
        <translation>Ergebnisse eines Builds öffnen oder ein Image, das ein OCI-Layout ist</translation>
    </message>
    <message>
        <source>&amp;Slim Image…</source>
        <translation>Image ver&amp;schlanken…</translation>
    </message>
    <message>
        <source>Run an image and write one without what it never needed</source>
        <translation>Ein Image ausführen und eines ohne das schreiben, was es nie gebraucht hat</translation>
    </message>
    <message>
        <source>Slim Image</source>
        <translation>Image verschlanken</translation>
    </message>
    <message>
        <source>&amp;Build Again…</source>
        <translation>Erneut b&amp;auen…</translation>
    </message>
    <message>
        <source>Choose again how the image is run and what stays</source>
        <translation>Neu wählen, wie das Image ausgeführt wird und was bleibt</translation>
    </message>
    <message>
        <source>Re&amp;build with These Changes</source>
        <translation>Mit diesen Änderungen neu &amp;bauen</translation>
    </message>
    <message>
        <source>Build again from the same recording, with what was ticked and unticked</source>
        <translation>Aus derselben Aufzeichnung neu bauen, mit dem, was an- und abgewählt wurde</translation>
    </message>
    <message>
        <source>S&amp;top the Build</source>
        <translation>Build abbre&amp;chen</translation>
    </message>
    <message>
        <source>Stop the build in this tab and remove what it began</source>
        <translation>Den Build in diesem Unterfenster abbrechen und Begonnenes entfernen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Put the selected files and folders into the next slim image</source>
        <translation>Ausgewählte Dateien und Ordner in das nächste schlanke Image aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Leave the selected files and folders out of the next slim image</source>
        <translation>Ausgewählte Dateien und Ordner aus dem nächsten schlanken Image weglassen</translation>
    </message>
    <message>
        <source>&amp;As Built</source>
        <translation>&amp;Wie gebaut</translation>
    </message>
    <message>
        <source>Take your decisions about the selected files and folders back</source>
        <translation>Ihre Entscheidungen über die ausgewählten Dateien und Ordner zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Copy Paths</source>
        <translation>&amp;Pfade kopieren</translation>
    </message>
    <message>
        <source>Copy the paths of the selected files</source>
        <translation>Pfade der ausgewählten Dateien kopieren</translation>
    </message>
    <message>
        <source>Open a Build or an OCI Layout</source>
        <translation>Build oder OCI-Layout öffnen</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>“%1” could not be opened: %2</source>
        <translation>„%1“ konnte nicht geöffnet werden: %2</translation>
    </message>
    <message>
        <source>Open as Text</source>
        <translation>Als Text öffnen</translation>
    </message>
    <message>
        <source>The profile was not saved, and the file is as it was: %1</source>
        <translation>Das Profil wurde nicht gespeichert, und die Datei ist unverändert: %1</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>The profile was not saved: %1</source>
        <translation>Das Profil wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Proposing a profile</source>
        <translation>Profil wird vorgeschlagen</translation>
    </message>
    <message>
        <source>No profile could be proposed: %1</source>
        <translation>Es konnte kein Profil vorgeschlagen werden: %1</translation>
    </message>
    <message>
        <source>%1-seccomp.json</source>
        <comment>file name of a proposed profile</comment>
        <translation>%1-seccomp.json</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>“%1” is shown as evidence: see the columns Seen and By.</source>
        <translation>„%1“ wird als Beleg angezeigt: siehe die Spalten Gesehen und Von.</translation>
    </message>
    <message>
        <source>Show What Was Seen</source>
        <translation>Zeigen, was gesehen wurde</translation>
    </message>
    <message>
        <source>Open the profile that the recording is to be attached to first.</source>
        <translation>Zuerst das Profil öffnen, an das die Aufzeichnung angehängt werden soll.</translation>
    </message>
    <message>
        <source>“%1” is not a recording.</source>
        <translation>„%1“ ist keine Aufzeichnung.</translation>
    </message>
    <message>
        <source>No profile is open to attach the recording to.</source>
        <translation>Es ist kein Profil geöffnet, an das die Aufzeichnung angehängt werden könnte.</translation>
    </message>
    <message>
        <source>Open a Profile…</source>
        <translation>Profil öffnen…</translation>
    </message>
    <message>
        <source>Attach the Recording</source>
        <translation>Aufzeichnung anhängen</translation>
    </message>
    <message>
        <source>Show the evidence beside the decisions of</source>
        <translation>Belege anzeigen neben den Entscheidungen von</translation>
    </message>
</context>
<context>
    <name>whittle::app::MessageBar</name>
    <message>
        <source>Hide this message</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>whittle::app::OpenRecording</name>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>whittle::app::ProblemsView</name>
    <message>
        <source>Problems of the current profile</source>
        <translation>Probleme des aktuellen Profils</translation>
    </message>
    <message>
        <source>Show the Place</source>
        <translation>Stelle anzeigen</translation>
    </message>
    <message>
        <source>Nothing was found that is wrong with this profile in the chosen environment.</source>
        <translation>An diesem Profil wurde in der gewählten Umgebung nichts Falsches gefunden.</translation>
    </message>
    <message>
        <source>What is wrong with an open profile is listed here.</source>
        <translation>Was an einem geöffneten Profil nicht stimmt, wird hier aufgelistet.</translation>
    </message>
</context>
<context>
    <name>whittle::app::ProfileDocument</name>
    <message>
        <source>Untitled profile</source>
        <translation>Unbenanntes Profil</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <translation>%1 erlauben</translation>
    </message>
    <message numerus="yes">
        <source>Allow %n syscalls</source>
        <translation>
            <numerusform>%n Syscall erlauben</numerusform>
            <numerusform>%n Syscalls erlauben</numerusform>
        </translation>
    </message>
    <message>
        <source>Deny %1</source>
        <translation>%1 verweigern</translation>
    </message>
    <message numerus="yes">
        <source>Deny %n syscalls</source>
        <translation>
            <numerusform>%n Syscall verweigern</numerusform>
            <numerusform>%n Syscalls verweigern</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the action of %1</source>
        <translation>Aktion von %1 ändern</translation>
    </message>
    <message numerus="yes">
        <source>Change the action of %n syscalls</source>
        <translation>
            <numerusform>Aktion von %n Syscall ändern</numerusform>
            <numerusform>Aktion von %n Syscalls ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the rules of %1</source>
        <translation>Regeln von %1 ändern</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Read the file again</source>
        <translation>Datei neu einlesen</translation>
    </message>
</context>
<context>
    <name>whittle::app::ProfilePage</name>
    <message>
        <source>Syscalls</source>
        <translation>Syscalls</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>“%1” also changed %2</source>
        <translation>„%1“ änderte auch %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>That cannot be done with these recordings: %1</source>
        <translation>Das geht mit diesen Aufzeichnungen nicht: %1</translation>
    </message>
    <message>
        <source>Attach a recording first, or open one.</source>
        <translation>Zuerst eine Aufzeichnung anhängen oder öffnen.</translation>
    </message>
    <message>
        <source>Nothing is to be changed: it is so already.</source>
        <translation>Es gibt nichts zu ändern: Es ist schon so.</translation>
    </message>
    <message>
        <source>Done: %1.</source>
        <extracomment>%1 is the step that was done, e.g. &quot;Deny 12 syscalls that were never seen&quot;</extracomment>
        <translation>Erledigt: %1.</translation>
    </message>
    <message>
        <source>%1 (%2%3)</source>
        <extracomment>%1 is a sentence, %2 a list of syscalls</extracomment>
        <translation>%1 (%2%3)</translation>
    </message>
    <message>
        <source>The text has an error. The table shows the last text that was valid and cannot be changed until the text is mended.</source>
        <translation>Der Text hat einen Fehler. Die Tabelle zeigt den letzten gültigen Text und kann erst geändert werden, wenn der Text berichtigt ist.</translation>
    </message>
    <message>
        <source>The text is not a profile yet, so nothing can be decided.</source>
        <translation>Der Text ist noch kein Profil, also lässt sich nichts entscheiden.</translation>
    </message>
    <message>
        <source>Go to the Text</source>
        <translation>Zum Text gehen</translation>
    </message>
    <message>
        <source>A container would not start with this profile: %1</source>
        <translation>Mit diesem Profil würde kein Container starten: %1</translation>
    </message>
</context>
<context>
    <name>whittle::app::RecordingModel</name>
    <message>
        <source>%1, %2 risk, seen %3 times</source>
        <translation>%1, Risiko %2, %3-mal gesehen</translation>
    </message>
    <message>
        <source>Syscall</source>
        <translation>Syscall</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Docker default</source>
        <translation>Docker-Standard</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>First after (s)</source>
        <translation>Zuerst nach (s)</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>whittle::app::RecordingPage</name>
    <message>
        <source>The recording was cut off: what came after is not in it.</source>
        <translation>Die Aufzeichnung wurde abgeschnitten: Was danach kam, fehlt darin.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more warnings</source>
        <translation>
            <numerusform>und %n weitere Warnung</numerusform>
            <numerusform>und %n weitere Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Syscalls that were seen</source>
        <translation>Gesehene Syscalls</translation>
    </message>
    <message>
        <source>A recorded program</source>
        <translation>Ein aufgezeichnetes Programm</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message numerus="yes">
        <source>%1 syscalls, called %2 times by %n processes in %3 s</source>
        <translation>
            <numerusform>%1 Syscalls, %2-mal aufgerufen von %n Prozess in %3 s</numerusform>
            <numerusform>%1 Syscalls, %2-mal aufgerufen von %n Prozessen in %3 s</numerusform>
        </translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Linux %1</source>
        <translation>Linux %1</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Base profile</source>
        <translation>Basisprofil</translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation>%1 von %2 bestanden</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Propose a Profile</source>
        <translation>Profil vorschlagen</translation>
    </message>
    <message>
        <source>Makes a profile that allows what was seen, with what the runtime needs to start a container</source>
        <translation>Erstellt ein Profil, das das Gesehene erlaubt und was die Laufzeitumgebung zum Starten eines Containers braucht</translation>
    </message>
    <message>
        <source>Attach to an Open Profile…</source>
        <translation>An geöffnetes Profil anhängen…</translation>
    </message>
    <message>
        <source>Shows this evidence beside the decisions of a profile that is open</source>
        <translation>Zeigt diese Belege neben den Entscheidungen eines geöffneten Profils</translation>
    </message>
</context>
<context>
    <name>whittle::app::RuleDialog</name>
    <message>
        <source>Rules of %1 – %2</source>
        <translation>Regeln von %1 – %2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Change the Rules</source>
        <translation>Regeln ä&amp;ndern</translation>
    </message>
    <message>
        <source>Change the profile and keep this window open; Undo takes it back</source>
        <translation>Profil ändern und dieses Fenster offen lassen; Rückgängig nimmt es zurück</translation>
    </message>
    <message>
        <source>Change the profile and close this window; Undo takes it back</source>
        <translation>Profil ändern und dieses Fenster schließen; Rückgängig nimmt es zurück</translation>
    </message>
    <message>
        <source>Rules that name %1; the order does not matter</source>
        <translation>Regeln, die %1 nennen; die Reihenfolge spielt keine Rolle</translation>
    </message>
    <message>
        <source>Rules of %1</source>
        <translation>Regeln von %1</translation>
    </message>
    <message>
        <source>A&amp;dd a Rule</source>
        <translation>Regel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>One more rule: the syscall is answered by whichever rule fits</source>
        <translation>Eine weitere Regel: Der Syscall wird von der Regel beantwortet, die passt</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Take the syscall out of the chosen rule</source>
        <translation>Den Syscall aus der gewählten Regel nehmen</translation>
    </message>
    <message>
        <source>&amp;Limit to What Was Seen</source>
        <translation>Auf Gesehenes &amp;begrenzen</translation>
    </message>
    <message>
        <source>What to look at in these rules</source>
        <translation>Worauf bei diesen Regeln zu achten ist</translation>
    </message>
    <message>
        <source>What the filter answers, by argument value</source>
        <translation>Was der Filter antwortet, nach Argumentwert</translation>
    </message>
    <message>
        <source>The profile has got other rules for this syscall since you began to change them here.</source>
        <translation>Das Profil hat andere Regeln für diesen Syscall erhalten, seit die Bearbeitung hier begann.</translation>
    </message>
    <message>
        <source>Take the Rules Anew</source>
        <translation>Regeln neu übernehmen</translation>
    </message>
    <message>
        <source>No rule names %1, so it gets the default answer: %2.</source>
        <translation>Keine Regel nennt %1, also erhält er die Standardantwort: %2.</translation>
    </message>
    <message>
        <source>One rule for each value that the attached recordings saw: %1</source>
        <translation>Eine Regel für jeden Wert, den die angehängten Aufzeichnungen gesehen haben: %1</translation>
    </message>
    <message>
        <source>No attached recording knows all argument values of this syscall</source>
        <translation>Keine angehängte Aufzeichnung kennt alle Argumentwerte dieses Syscalls</translation>
    </message>
    <message>
        <source>The text of the profile has an error. Mend it in the Source tab first.</source>
        <translation>Der Text des Profils hat einen Fehler. Zuerst auf der Karteikarte „Quelle“ beheben.</translation>
    </message>
    <message>
        <source>No rule looks at arguments, and no attached recording holds values of them.</source>
        <translation>Keine Regel betrachtet Argumente, und keine angehängte Aufzeichnung enthält Werte davon.</translation>
    </message>
    <message>
        <source>What the compiled filter answers to the values that were seen</source>
        <translation>Was der kompilierte Filter auf die gesehenen Werte antwortet</translation>
    </message>
    <message>
        <source>What the compiled filter answers; attach a recording to see which values a program uses</source>
        <translation>Was der kompilierte Filter antwortet; eine Aufzeichnung anhängen, um die Werte zu sehen, die ein Programm benutzt</translation>
    </message>
    <message>
        <source>What the compiled filter answers; the attached recordings hold no values of this syscall</source>
        <translation>Was der kompilierte Filter antwortet; die angehängten Aufzeichnungen enthalten keine Werte dieses Syscalls</translation>
    </message>
    <message>
        <source>The syscall does not exist on the architecture that is shown.</source>
        <translation>Der Syscall existiert auf der angezeigten Architektur nicht.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more, in the list of problems</source>
        <translation>
            <numerusform>und %n weiteres, in der Liste der Probleme</numerusform>
            <numerusform>und %n weitere, in der Liste der Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
    </message>
</context>
<context>
    <name>whittle::app::RuleForm</name>
    <message>
        <source>&amp;Error</source>
        <translation>&amp;Fehler</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>Fü&amp;r</translation>
    </message>
    <message>
        <source>An&amp;swer</source>
        <translation>An&amp;twort</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Deny with an error</source>
        <translation>Mit einem Fehler verweigern</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>not given (EPERM)</source>
        <translation>nicht angegeben (EPERM)</translation>
    </message>
    <message>
        <source>A name such as EPERM, or a number up to 4095</source>
        <translation>Ein Name wie EPERM oder eine Zahl bis 4095</translation>
    </message>
    <message>
        <source>For which syscalls</source>
        <translation>Für welche Syscalls</translation>
    </message>
    <message>
        <source>Add a &amp;Condition</source>
        <translation>&amp;Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>One more condition on an argument; all conditions of a rule must hold</source>
        <translation>Eine weitere Bedingung an ein Argument; alle Bedingungen einer Regel müssen zutreffen</translation>
    </message>
    <message>
        <source>Counts only &amp;with or without</source>
        <translation>Gilt nur &amp;mit oder ohne</translation>
    </message>
    <message>
        <source>Capabilities, architectures and kernels that the rule depends on; Docker and Podman read them, containerd does not</source>
        <translation>Capabilities, Architekturen und Kernel, von denen die Regel abhängt; Docker und Podman lesen sie, containerd nicht</translation>
    </message>
    <message>
        <source>Only with</source>
        <translation>Nur mit</translation>
    </message>
    <message>
        <source>The rule counts where all capabilities are held, on one of the architectures, from that kernel on</source>
        <translation>Die Regel gilt, wenn alle Capabilities vorhanden sind, auf einer der Architekturen, ab diesem Kernel</translation>
    </message>
    <message>
        <source>Not with</source>
        <translation>Nicht mit</translation>
    </message>
    <message>
        <source>The rule does not count where one of the capabilities is held, on one of the architectures, or from that kernel on</source>
        <translation>Die Regel gilt nicht, wenn eine der Capabilities vorhanden ist, auf einer der Architekturen oder ab diesem Kernel</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>Capabilities</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architekturen</translation>
    </message>
    <message>
        <source>Kernel from</source>
        <translation>Kernel ab</translation>
    </message>
    <message>
        <source>Only with these capabilities</source>
        <translation>Nur mit diesen Capabilities</translation>
    </message>
    <message>
        <source>Not with these capabilities</source>
        <translation>Nicht mit diesen Capabilities</translation>
    </message>
    <message>
        <source>Only on these architectures</source>
        <translation>Nur auf diesen Architekturen</translation>
    </message>
    <message>
        <source>Not on these architectures</source>
        <translation>Nicht auf diesen Architekturen</translation>
    </message>
    <message>
        <source>Only from this kernel on</source>
        <translation>Nur ab diesem Kernel</translation>
    </message>
    <message>
        <source>Not from this kernel on</source>
        <translation>Nicht ab diesem Kernel</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>why the rule is there</source>
        <translation>warum es die Regel gibt</translation>
    </message>
    <message>
        <source>Co&amp;mment</source>
        <translation>&amp;Kommentar</translation>
    </message>
    <message>
        <source>%1 alone: it gets a rule of its own</source>
        <translation>%1 allein: erhält eine eigene Regel</translation>
    </message>
    <message numerus="yes">
        <source>all %n syscalls of this rule</source>
        <translation>
            <numerusform>%n Syscall dieser Regel</numerusform>
            <numerusform>alle %n Syscalls dieser Regel</numerusform>
        </translation>
    </message>
    <message>
        <source>M&amp;essage</source>
        <translation>Me&amp;ldung</translation>
    </message>
    <message>
        <source>Whatever the arguments</source>
        <translation>Mit beliebigen Argumenten</translation>
    </message>
    <message>
        <source>Where this holds</source>
        <translation>Wenn dies zutrifft</translation>
    </message>
    <message>
        <source>Where all of these hold</source>
        <translation>Wenn all dies zutrifft</translation>
    </message>
    <message>
        <source>“%1” is neither the name of an error nor a number up to %2.</source>
        <translation>„%1“ ist weder der Name eines Fehlers noch eine Zahl bis %2.</translation>
    </message>
    <message>
        <source>“%1” is not a kernel version: two numbers such as 4.8 are wanted.</source>
        <translation>„%1“ ist keine Kernel-Version: Gebraucht werden zwei Zahlen wie 4.8.</translation>
    </message>
</context>
<context>
    <name>whittle::app::RuleWords</name>
    <message>
        <source>arg %1</source>
        <translation>Arg. %1</translation>
    </message>
    <message>
        <source>Linux ≥ %1</source>
        <translation>Linux ≥ %1</translation>
    </message>
    <message>
        <source>≠  is not</source>
        <translation>≠  ist nicht</translation>
    </message>
    <message>
        <source>&lt;  is below</source>
        <translation>&lt;  ist kleiner als</translation>
    </message>
    <message>
        <source>≤  is at most</source>
        <translation>≤  ist höchstens</translation>
    </message>
    <message>
        <source>=  is</source>
        <translation>=  ist</translation>
    </message>
    <message>
        <source>≥  is at least</source>
        <translation>≥  ist mindestens</translation>
    </message>
    <message>
        <source>&gt;  is above</source>
        <translation>&gt;  ist größer als</translation>
    </message>
    <message>
        <source>&amp;  has bits</source>
        <translation>&amp;  hat Bits</translation>
    </message>
    <message>
        <source>%1 %2 %3, compared as 64 bits without a sign</source>
        <translation>%1 %2 %3, verglichen als 64 Bit ohne Vorzeichen</translation>
    </message>
    <message>
        <source>The mask is 0, so nothing of %1 is looked at.</source>
        <translation>Die Maske ist 0, also wird nichts von %1 betrachtet.</translation>
    </message>
    <message>
        <source>Of %1 only the bits %2 are looked at; all of them must be clear.</source>
        <translation>Von %1 werden nur die Bits %2 betrachtet; alle müssen gelöscht sein.</translation>
    </message>
    <message>
        <source>Of %1 only the bits %2 are looked at; all of them must be set.</source>
        <translation>Von %1 werden nur die Bits %2 betrachtet; alle müssen gesetzt sein.</translation>
    </message>
    <message>
        <source>Of %1 only the bits %2 are looked at; they must be %3.</source>
        <translation>Von %1 werden nur die Bits %2 betrachtet; sie müssen %3 sein.</translation>
    </message>
    <message>
        <source>%1 where %2</source>
        <extracomment>%1 is an answer such as &quot;Allow&quot;, %2 is &quot;domain = AF_INET and type = SOCK_STREAM&quot;</extracomment>
        <translation>%1, wenn %2</translation>
    </message>
    <message>
        <source> and </source>
        <comment>between conditions that must all hold</comment>
        <translation> und </translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <extracomment>%2 is a list such as &quot;CAP_SYS_ADMIN, Linux ≥ 4.8&quot;</extracomment>
        <translation>%1, mit %2</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%1, ohne %2</translation>
    </message>
</context>
<context>
    <name>whittle::app::SideEffects</name>
    <message numerus="yes">
        <source>; and %n more</source>
        <extracomment>follows a list of syscalls</extracomment>
        <translation>
            <numerusform>; und noch %n</numerusform>
            <numerusform>; und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Without ENOSYS for clone3 newer C libraries cannot start threads.</source>
        <translation>Ohne ENOSYS für clone3 können neuere C-Bibliotheken keine Threads starten.</translation>
    </message>
</context>
<context>
    <name>whittle::app::SlimImagePage</name>
    <message>
        <source>Which image?</source>
        <translation>Welches Image?</translation>
    </message>
    <message>
        <source>The image stays as it is; a new, smaller one is written beside it.</source>
        <translation>Das Image bleibt, wie es ist; ein neues, kleineres wird daneben geschrieben.</translation>
    </message>
    <message>
        <source>An image of the &amp;engine</source>
        <translation>Ein Image der &amp;Engine</translation>
    </message>
    <message>
        <source>An &amp;archive or layout</source>
        <translation>Ein &amp;Archiv oder Layout</translation>
    </message>
    <message>
        <source>Whatever is there</source>
        <translation>Was vorhanden ist</translation>
    </message>
    <message>
        <source>Podman, started for this</source>
        <translation>Podman, hierfür gestartet</translation>
    </message>
    <message>
        <source>The engine that runs the image: Docker, Podman, or the address of a socket such as unix:///run/docker.sock</source>
        <translation>Die Engine, die das Image ausführt: Docker, Podman oder die Adresse eines Sockets wie unix:///run/docker.sock</translation>
    </message>
    <message>
        <source>E&amp;ngine</source>
        <translation>E&amp;ngine</translation>
    </message>
    <message>
        <source>nginx:1.27, registry.example.org/team/app@sha256:…</source>
        <translation>nginx:1.27, registry.example.org/team/app@sha256:…</translation>
    </message>
    <message>
        <source>Name of the image</source>
        <translation>Name des Images</translation>
    </message>
    <message>
        <source>Path of the archive or layout</source>
        <translation>Pfad des Archivs oder Layouts</translation>
    </message>
    <message>
        <source>A file that “docker save” wrote, or an OCI layout; you can drop it here</source>
        <translation>Eine von „docker save“ geschriebene Datei oder ein OCI-Layout; kann hier auch abgelegt werden</translation>
    </message>
    <message>
        <source>Choose a &amp;File…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Choose a Fo&amp;lder…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose an OCI Layout</source>
        <translation>OCI-Layout wählen</translation>
    </message>
    <message>
        <source>Asking the engine for its images…</source>
        <translation>Images werden von der Engine abgefragt…</translation>
    </message>
    <message>
        <source>The engine has no images yet. Choose an archive, or another engine.</source>
        <translation>Die Engine hat noch keine Images. Ein Archiv oder eine andere Engine wählen.</translation>
    </message>
    <message numerus="yes">
        <source>The engine has %Ln images; type to search, or choose from the list.</source>
        <translation>
            <numerusform>Die Engine hat %Ln Image; zum Suchen tippen oder aus der Liste wählen.</numerusform>
            <numerusform>Die Engine hat %Ln Images; zum Suchen tippen oder aus der Liste wählen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The engine&apos;s images could not be listed: %1</source>
        <translation>Die Images der Engine konnten nicht aufgelistet werden: %1</translation>
    </message>
    <message>
        <source>“%1” is not there.</source>
        <translation>„%1“ ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>“%1” is not an OCI layout: it has no oci-layout and no index.json.</source>
        <translation>„%1“ ist kein OCI-Layout: oci-layout und index.json fehlen.</translation>
    </message>
    <message>
        <source>“%1” is not an image archive: it is no tar file, plain or compressed.</source>
        <translation>„%1“ ist kein Image-Archiv: Es ist keine tar-Datei, weder einfach noch komprimiert.</translation>
    </message>
</context>
<context>
    <name>whittle::app::SlimKeepPage</name>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Einen Ordner für die Ergebnisse wählen.</translation>
    </message>
    <message>
        <source>What stays, and where to?</source>
        <translation>Was bleibt, und wohin damit?</translation>
    </message>
    <message>
        <source>What the run touched always stays, with its libraries and links.</source>
        <translation>Was der Lauf berührt hat, bleibt immer, mit seinen Bibliotheken und Links.</translation>
    </message>
    <message>
        <source>Keep a &amp;shell</source>
        <translation>Eine S&amp;hell behalten</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Knapp</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>&amp;Level</source>
        <translation>&amp;Stufe</translation>
    </message>
    <message>
        <source>Only what was touched. The smallest, and the first to miss something.</source>
        <translation>Nur was berührt wurde. Das kleinste, und das erste, dem etwas fehlt.</translation>
    </message>
    <message>
        <source>What was touched, and what programs of that kind usually need: certificates, time zones, Python&apos;s modules beside one another, …</source>
        <translation>Was berührt wurde und was solche Programme gewöhnlich brauchen: Zertifikate, Zeitzonen, benachbarte Python-Module, …</translation>
    </message>
    <message>
        <source>Whole packages of which something was touched. The largest, and the safest.</source>
        <translation>Ganze Pakete, von denen etwas berührt wurde. Das größte und das sicherste.</translation>
    </message>
    <message>
        <source>/etc/nginx/**</source>
        <translation>/etc/nginx/**</translation>
    </message>
    <message>
        <source>One path or pattern a line that stays: * is a name, ** any number of folders</source>
        <translation>Ein bleibender Pfad oder ein Muster pro Zeile: * ist ein Name, ** beliebig viele Ordner</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>/usr/share/doc/**</source>
        <translation>/usr/share/doc/**</translation>
    </message>
    <message>
        <source>One path or pattern a line that goes; wins over everything but a path that is kept by its name</source>
        <translation>Ein wegfallender Pfad oder ein Muster pro Zeile; hat Vorrang vor allem außer einem Pfad, der namentlich behalten wird</translation>
    </message>
    <message>
        <source>L&amp;eave out</source>
        <translation>&amp;Weglassen</translation>
    </message>
    <message>
        <source>curl /usr/bin/psql</source>
        <translation>curl /usr/bin/psql</translation>
    </message>
    <message>
        <source>Programs to keep with their libraries, with blanks between</source>
        <translation>Programme, die mit ihren Bibliotheken behalten werden, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>&amp;Programs</source>
        <translation>&amp;Programme</translation>
    </message>
    <message>
        <source>ca-certificates tzdata</source>
        <translation>ca-certificates tzdata</translation>
    </message>
    <message>
        <source>Packages to keep whole, with blanks between</source>
        <translation>Pakete, die ganz behalten werden, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>P&amp;ackages</source>
        <translation>Pa&amp;kete</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>How often what the slim image misses is added and the image built again</source>
        <translation>Wie oft Fehlendes zum schlanken Image hinzugefügt und erneut gebaut wird</translation>
    </message>
    <message>
        <source>&amp;Try to fix it</source>
        <translation>&amp;Reparatur versuchen</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Wä&amp;hlen…</translation>
    </message>
    <message>
        <source>&amp;Output folder</source>
        <translation>&amp;Ausgabeordner</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>the image&apos;s name with .slim</source>
        <translation>der Name des Images mit .slim</translation>
    </message>
    <message>
        <source>Na&amp;me of the slim image</source>
        <translation>&amp;Name des schlanken Images</translation>
    </message>
    <message>
        <source>Choose a Folder for the Results</source>
        <translation>Ordner für die Ergebnisse wählen</translation>
    </message>
</context>
<context>
    <name>whittle::app::SlimRunPage</name>
    <message>
        <source>What should it do while it runs?</source>
        <translation>Was soll es während des Laufs tun?</translation>
    </message>
    <message>
        <source>Only what happens in the run is known to be needed. Exercise what the image is for.</source>
        <translation>Nur was im Lauf geschieht, gilt als gebraucht. Das ausüben, wofür das Image da ist.</translation>
    </message>
    <message>
        <source>Ask its ports by &amp;HTTP</source>
        <translation>Seine Ports über &amp;HTTP ansprechen</translation>
    </message>
    <message>
        <source>Follow the &amp;links of the pages</source>
        <translation>Den &amp;Links der Seiten folgen</translation>
    </message>
    <message>
        <source>As long as that &amp;takes</source>
        <translation>So lange, wie es &amp;dauert</translation>
    </message>
    <message>
        <source>&amp;At least</source>
        <translation>&amp;Mindestens</translation>
    </message>
    <message>
        <source>Until the program ends by &amp;itself</source>
        <translation>Bis das Programm von &amp;selbst endet</translation>
    </message>
    <message>
        <source>&amp;Go on although a request fails</source>
        <translation>&amp;Weitermachen, auch wenn eine Anfrage fehlschlägt</translation>
    </message>
    <message>
        <source>GET /health
POST :8080/login</source>
        <translation>GET /health
POST :8080/login</translation>
    </message>
    <message>
        <source>One request a line: a path, with a method and a port of the container in front where it needs one</source>
        <translation>Eine Anfrage pro Zeile: ein Pfad, davor bei Bedarf eine Methode und ein Port des Containers</translation>
    </message>
    <message>
        <source>&amp;Requests</source>
        <translation>&amp;Anfragen</translation>
    </message>
    <message>
        <source>curl -fsS http://$WHITTLE_HOST:$WHITTLE_PORT_80/</source>
        <translation>curl -fsS http://$WHITTLE_HOST:$WHITTLE_PORT_80/</translation>
    </message>
    <message>
        <source>One a line, run here by sh with WHITTLE_HOST and WHITTLE_PORT_&lt;port&gt; set</source>
        <translation>Einer pro Zeile, hier von sh ausgeführt, mit gesetztem WHITTLE_HOST und WHITTLE_PORT_&lt;port&gt;</translation>
    </message>
    <message>
        <source>Commands &amp;here</source>
        <translation>Befehle h&amp;ier</translation>
    </message>
    <message>
        <source>nginx -t</source>
        <translation>nginx -t</translation>
    </message>
    <message>
        <source>One a line, run in the container</source>
        <translation>Einer pro Zeile, im Container ausgeführt</translation>
    </message>
    <message>
        <source>Commands in the &amp;container</source>
        <translation>Befehle im &amp;Container</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds to run</source>
        <translation>Laufzeit in Sekunden</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>POSTGRES_PASSWORD=secret</source>
        <translation>POSTGRES_PASSWORD=secret</translation>
    </message>
    <message>
        <source>One NAME=value a line, on top of the image&apos;s own</source>
        <translation>Ein NAME=Wert pro Zeile, zusätzlich zu denen des Images</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Umgebung</translation>
    </message>
    <message>
        <source>the image&apos;s own</source>
        <translation>die des Images</translation>
    </message>
    <message>
        <source>Words in place of the image&apos;s command</source>
        <translation>Wörter anstelle des Befehls des Images</translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation>&amp;Befehl</translation>
    </message>
</context>
<context>
    <name>whittle::app::SlimWizard</name>
    <message>
        <source>Slim Image</source>
        <translation>Image verschlanken</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Bauen</translation>
    </message>
</context>
<context>
    <name>whittle::app::SourceCompleter</name>
    <message>
        <source>Completions</source>
        <translation>Vervollständigungen</translation>
    </message>
</context>
<context>
    <name>whittle::app::SourceEditor</name>
    <message>
        <source>Text of the profile</source>
        <translation>Text des Profils</translation>
    </message>
    <message>
        <source>Nothing in this line can be mended by itself</source>
        <translation>In dieser Zeile lässt sich nichts automatisch beheben</translation>
    </message>
    <message numerus="yes">
        <source>… %n lines</source>
        <translation>
            <numerusform>… %n Zeile</numerusform>
            <numerusform>… %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Alt+Enter: %1</source>
        <translation>Alt+Eingabe: %1</translation>
    </message>
</context>
<context>
    <name>whittle::app::SourcePage</name>
    <message>
        <source>Mend it: write the text as it was meant</source>
        <translation>Beheben: den Text schreiben, wie er gemeint war</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>%1
The table keeps showing the last text that was valid.</source>
        <translation>%1
Die Tabelle zeigt weiterhin den letzten gültigen Text.</translation>
    </message>
    <message>
        <source>Make the Quotes Straight</source>
        <translation>Anführungszeichen gerade machen</translation>
    </message>
    <message>
        <source>Show the Place</source>
        <translation>Stelle anzeigen</translation>
    </message>
</context>
<context>
    <name>whittle::app::StartPage</name>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Whittle cuts a container down to what it needs: its image, file by file, and its seccomp profile, syscall by syscall.</source>
        <translation>Whittle stutzt einen Container auf das zurecht, was er braucht: sein Image Datei für Datei und sein Seccomp-Profil Syscall für Syscall.</translation>
    </message>
    <message>
        <source>Open a File…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>A seccomp profile, a recording, or an image: an archive or an OCI layout. You can also drop files and folders anywhere in this window.</source>
        <translation>Ein Seccomp-Profil, eine Aufzeichnung oder ein Image: ein Archiv oder ein OCI-Layout. Dateien und Ordner lassen sich auch irgendwo in diesem Fenster ablegen.</translation>
    </message>
    <message>
        <source>Docker&apos;s Default</source>
        <translation>Dockers Standardprofil</translation>
    </message>
    <message>
        <source>Podman&apos;s Default</source>
        <translation>Podmans Standardprofil</translation>
    </message>
    <message>
        <source>Look at a default profile</source>
        <translation>Standardprofil ansehen</translation>
    </message>
    <message>
        <source>See what the engines let through when nobody asks, and start a profile of your own from it.</source>
        <translation>Sehen, was die Engines ohne Vorgabe durchlassen, und damit ein eigenes Profil beginnen.</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the command %1</source>
        <translation>Befehl %1 kopieren</translation>
    </message>
    <message>
        <source>Record what a container needs</source>
        <translation>Aufzeichnen, was ein Container braucht</translation>
    </message>
    <message>
        <source>Runs an image under the tracer, asks its ports, and writes a recording to open here; “record -- PROGRAM” does the same for a program.</source>
        <translation>Führt ein Image unter dem Tracer aus, spricht seine Ports an und schreibt eine Aufzeichnung, die sich hier öffnen lässt; „record -- PROGRAM“ tut dasselbe für ein Programm.</translation>
    </message>
    <message>
        <source>Slim Image…</source>
        <translation>Image verschlanken…</translation>
    </message>
    <message>
        <source>Make an image small</source>
        <translation>Image klein machen</translation>
    </message>
    <message>
        <source>Runs an image, and writes one without the files that it never needed, proven to answer the same.</source>
        <translation>Führt ein Image aus und schreibt eines ohne die Dateien, die es nie gebraucht hat, das nachweislich gleich antwortet.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>%1  in  %2</source>
        <comment>file name in folder</comment>
        <translation>%1  in  %2</translation>
    </message>
</context>
<context>
    <name>whittle::app::StepList</name>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <comment>state of a step</comment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not done</source>
        <comment>state of a step</comment>
        <translation>nicht ausgeführt</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
</context>
<context>
    <name>whittle::app::SyscallFilter</name>
    <message>
        <source>low, medium, high or critical</source>
        <translation>low, medium, high oder critical</translation>
    </message>
    <message>
        <source>allow, limited, open, deny, errno, EPERM, log, kill, trap, trace or notify</source>
        <translation>allow, limited, open, deny, errno, EPERM, log, kill, trap, trace oder notify</translation>
    </message>
    <message>
        <source>docker or saved</source>
        <translation>docker oder saved</translation>
    </message>
    <message>
        <source>yes, no or a number</source>
        <translation>yes, no oder eine Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a Linux version such as 5.10</source>
        <translation>eine Linux-Version wie 5.10</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>yes oder no</translation>
    </message>
    <message>
        <source>There is no “%1” to filter by. Known: action, arg, by, cap, cve, default, differs, group, name, number, risk, seen, since.</source>
        <translation>Nach „%1“ lässt sich nicht filtern. Bekannt: action, arg, by, cap, cve, default, differs, group, name, number, risk, seen, since.</translation>
    </message>
</context>
<context>
    <name>whittle::app::SyscallModel</name>
    <message>
        <source>, not seen</source>
        <translation>, nicht gesehen</translation>
    </message>
    <message>
        <source>, seen %1 times</source>
        <translation>, %1-mal gesehen</translation>
    </message>
    <message>
        <source>%1, %2 risk, %3%4</source>
        <extracomment>Read aloud: syscall name, its risk, its action, whether it was seen</extracomment>
        <translation>%1, Risiko %2, %3%4</translation>
    </message>
    <message>
        <source>Not saved yet. In the file: %1</source>
        <translation>Noch nicht gespeichert. In der Datei: %1</translation>
    </message>
    <message>
        <source>What this profile&apos;s filter answers in the environment above</source>
        <translation>Was der Filter dieses Profils in obiger Umgebung antwortet</translation>
    </message>
    <message>
        <source>What Docker&apos;s default profile answers in the same environment</source>
        <translation>Was Dockers Standardprofil in derselben Umgebung antwortet</translation>
    </message>
    <message>
        <source>How often the attached recordings saw the syscall</source>
        <translation>Wie oft die angehängten Aufzeichnungen den Syscall gesehen haben</translation>
    </message>
    <message>
        <source>Which processes made it, in order of first use</source>
        <translation>Welche Prozesse ihn aufgerufen haben, nach erster Verwendung geordnet</translation>
    </message>
    <message>
        <source>The first Linux version that has it</source>
        <translation>Die erste Linux-Version, die ihn hat</translation>
    </message>
    <message>
        <source>Syscall</source>
        <translation>Syscall</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Docker default</source>
        <translation>Docker-Standard</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>Capability</translation>
    </message>
    <message>
        <source>CVEs</source>
        <translation>CVEs</translation>
    </message>
    <message>
        <source>Since Linux</source>
        <translation>Seit Linux</translation>
    </message>
    <message>
        <source>gVisor</source>
        <translation>gVisor</translation>
    </message>
</context>
<context>
    <name>whittle::app::SyscallPage</name>
    <message>
        <source>Filter: a word, or risk&gt;=high seen:no group:@mount …</source>
        <translation>Filter: ein Wort oder risk&gt;=high seen:no group:@mount …</translation>
    </message>
    <message>
        <source>Filter syscalls</source>
        <translation>Syscalls filtern</translation>
    </message>
    <message>
        <source>Words that all must fit. A plain word is looked for in name and description; others are for example
%1
- in front turns a word round.</source>
        <translation>Wörter, die alle passen müssen. Ein einfaches Wort wird in Name und Beschreibung gesucht; andere sind zum Beispiel
%1
- davor kehrt ein Wort um.</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Abweichend</translation>
    </message>
    <message>
        <source>Only syscalls that are decided differently from Docker&apos;s default profile</source>
        <translation>Nur Syscalls, die anders als in Dockers Standardprofil entschieden werden</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Only syscalls that the attached recordings saw</source>
        <translation>Nur Syscalls, die die angehängten Aufzeichnungen gesehen haben</translation>
    </message>
    <message>
        <source>Risky</source>
        <translation>Riskante</translation>
    </message>
    <message>
        <source>Only syscalls of high or critical risk</source>
        <translation>Nur Syscalls mit hohem oder kritischem Risiko</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Only syscalls that may be executed, with all or some arguments</source>
        <translation>Nur Syscalls, die ausgeführt werden dürfen, mit allen oder manchen Argumenten</translation>
    </message>
    <message>
        <source>Show All Syscalls</source>
        <translation>Alle Syscalls anzeigen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows shown of all rows</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No syscall fits the filter “%1”. No recording is attached yet, so nothing counts as seen.</source>
        <translation>Kein Syscall passt zum Filter „%1“. Noch ist keine Aufzeichnung angehängt, also gilt nichts als gesehen.</translation>
    </message>
    <message>
        <source>No syscall fits the filter “%1”.</source>
        <translation>Kein Syscall passt zum Filter „%1“.</translation>
    </message>
</context>
<context>
    <name>whittle::app::SyscallTable</name>
    <message>
        <source>Syscalls</source>
        <translation>Syscalls</translation>
    </message>
    <message>
        <source>Reset the Columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>whittle::app::ValueField</name>
    <message>
        <source>a name or a number</source>
        <translation>ein Name oder eine Zahl</translation>
    </message>
    <message>
        <source>a number, 0x for hexadecimal</source>
        <translation>eine Zahl, 0x für hexadezimal</translation>
    </message>
</context>
<context>
    <name>whittle::app::VerdictModel</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>%1 of %2 starts failed</source>
        <translation>%1 von %2 Starts fehlgeschlagen</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Slim</source>
        <translation>Schlank</translation>
    </message>
    <message>
        <source>Fat, with profile</source>
        <translation>Voll, mit Profil</translation>
    </message>
    <message>
        <source>Slim, with profile</source>
        <translation>Schlank, mit Profil</translation>
    </message>
    <message>
        <source>Difference from the fat image</source>
        <translation>Unterschied zum vollen Image</translation>
    </message>
</context>
<context>
    <name>whittle::app::Words</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>seen in the run</source>
        <comment>why a file stays</comment>
        <translation>im Lauf gesehen</translation>
    </message>
    <message>
        <source>above something that stays</source>
        <comment>why a file stays</comment>
        <translation>über etwas, das bleibt</translation>
    </message>
    <message>
        <source>link to or from something that stays</source>
        <comment>why a file stays</comment>
        <translation>Link auf oder von etwas, das bleibt</translation>
    </message>
    <message>
        <source>interpreter of something that stays</source>
        <comment>why a file stays</comment>
        <translation>Interpreter von etwas, das bleibt</translation>
    </message>
    <message>
        <source>library of something that stays</source>
        <comment>why a file stays</comment>
        <translation>Bibliothek von etwas, das bleibt</translation>
    </message>
    <message>
        <source>keep rule</source>
        <comment>why a file stays</comment>
        <translation>Behalten-Regel</translation>
    </message>
    <message>
        <source>its package was touched</source>
        <comment>why a file stays</comment>
        <translation>sein Paket wurde berührt</translation>
    </message>
    <message>
        <source>named by the image&apos;s settings</source>
        <comment>why a file stays</comment>
        <translation>in den Einstellungen des Images genannt</translation>
    </message>
    <message>
        <source>you asked for it</source>
        <comment>why a file stays</comment>
        <translation>von Ihnen verlangt</translation>
    </message>
    <message>
        <source>added because the slim image failed without it</source>
        <comment>why a file stays</comment>
        <translation>hinzugefügt, weil das schlanke Image ohne fehlschlug</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>hard link</source>
        <translation>harter Link</translation>
    </message>
    <message>
        <source>character device</source>
        <translation>Zeichengerät</translation>
    </message>
    <message>
        <source>block device</source>
        <translation>Blockgerät</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>Pipe</translation>
    </message>
    <message>
        <source>low</source>
        <comment>risk level</comment>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>medium</source>
        <comment>risk level</comment>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <comment>risk level</comment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <comment>risk level</comment>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>errno %1</source>
        <translation>errno %1</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Allow and log</source>
        <translation>Erlauben und protokollieren</translation>
    </message>
    <message>
        <source>Deny · %1</source>
        <extracomment>%1 is an errno name such as EPERM</extracomment>
        <translation>Verweigern · %1</translation>
    </message>
    <message>
        <source>Kill process</source>
        <translation>Prozess töten</translation>
    </message>
    <message>
        <source>Kill thread</source>
        <translation>Thread töten</translation>
    </message>
    <message>
        <source>Deny · SIGSYS</source>
        <translation>Verweigern · SIGSYS</translation>
    </message>
    <message>
        <source>Ask the tracer</source>
        <translation>Den Tracer fragen</translation>
    </message>
    <message>
        <source>Ask the listener</source>
        <translation>Den Listener fragen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Allow some</source>
        <translation>Teils erlauben</translation>
    </message>
    <message>
        <source>%1, by arguments</source>
        <extracomment>%1 is what happens without particular arguments, e.g. &quot;Deny · EPERM&quot;</extracomment>
        <translation>%1, je nach Argumenten</translation>
    </message>
    <message>
        <source>not there</source>
        <comment>gVisor support</comment>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>not implemented</source>
        <comment>gVisor support</comment>
        <translation>nicht implementiert</translation>
    </message>
    <message>
        <source>in part</source>
        <comment>gVisor support</comment>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>full</source>
        <comment>gVisor support</comment>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>x86-64</source>
        <translation>x86-64</translation>
    </message>
    <message>
        <source>x32 (on x86-64)</source>
        <translation>x32 (auf x86-64)</translation>
    </message>
    <message>
        <source>i386 (on x86-64)</source>
        <translation>i386 (auf x86-64)</translation>
    </message>
    <message>
        <source>AArch64</source>
        <translation>AArch64</translation>
    </message>
    <message>
        <source>ARM (on AArch64)</source>
        <translation>ARM (auf AArch64)</translation>
    </message>
    <message>
        <source>note</source>
        <comment>severity</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>low</source>
        <comment>severity</comment>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>medium</source>
        <comment>severity</comment>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <comment>severity</comment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <comment>severity</comment>
        <translation>kritisch</translation>
    </message>
</context>
</TS>
