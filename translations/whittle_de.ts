<?xml version='1.0' encoding='utf-8'?>
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
            <source>Scale of pictures, such as 1.5 for 150 %.</source>
            <translation>Maßstab der Bilder, etwa 1.5 für 150 %.</translation>
        </message>
        <message>
            <source>factor</source>
            <translation>Faktor</translation>
        </message>
        <message>
            <source>Profiles and recordings to open.</source>
            <translation>Zu öffnende Profile und Aufzeichnungen.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AccessFilter</name>
        <message>
            <source>allowed or denied</source>
            <translation>erlaubt oder verweigert</translation>
        </message>
        <message>
            <source>file, capability or network</source>
            <translation>Datei, Capability oder Netzwerk (file, capability, network)</translation>
        </message>
        <message>
            <source>read, write, link, lock, map or execute</source>
            <translation>lesen, schreiben, verknüpfen, sperren, einblenden oder ausführen (read, write, link, lock, map, execute)</translation>
        </message>
        <message>
            <source>“%1:” is none of the words that can be asked here: is, kind, did, by.</source>
            <translation>„%1:“ ist keines der Wörter, nach denen hier gefragt werden kann: is, kind, did, by.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AccessModel</name>
        <message>
            <source>capability %1</source>
            <comment>as a rule names it: leave the word as it is</comment>
            <translation>capability %1</translation>
        </message>
        <message>
            <source>network %1</source>
            <comment>as a rule names it: leave the word as it is</comment>
            <translation>network %1</translation>
        </message>
        <message>
            <source>opened a socket</source>
            <translation>öffnete einen Socket</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Erlaubt</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Verweigert</translation>
        </message>
        <message>
            <source>Denied: %1</source>
            <extracomment>%1: permissions, "write, execute"</extracomment>
            <translation>Verweigert: %1</translation>
        </message>
        <message>
            <source>in an included file</source>
            <translation>in einer eingebundenen Datei</translation>
        </message>
        <message>
            <source>no rule names it</source>
            <translation>keine Regel nennt es</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <extracomment>line of the text and the rule that stands there</extracomment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>read</source>
            <comment>access to a file</comment>
            <translation>lesen</translation>
        </message>
        <message>
            <source>write</source>
            <comment>access to a file</comment>
            <translation>schreiben</translation>
        </message>
        <message>
            <source>append</source>
            <comment>access to a file</comment>
            <translation>anhängen</translation>
        </message>
        <message>
            <source>link</source>
            <comment>access to a file</comment>
            <translation>verknüpfen</translation>
        </message>
        <message>
            <source>lock</source>
            <comment>access to a file</comment>
            <translation>sperren</translation>
        </message>
        <message>
            <source>map</source>
            <comment>access to a file: as code into memory</comment>
            <translation>einblenden</translation>
        </message>
        <message>
            <source>execute</source>
            <comment>access to a file</comment>
            <translation>ausführen</translation>
        </message>
        <message>
            <source>%1
It allows a part of what was done.</source>
            <translation>%1
Sie erlaubt einen Teil dessen, was getan wurde.</translation>
        </message>
        <message>
            <source>%1, %2, %3, %4, %5</source>
            <extracomment>an access in words: its name, what was done, by which process, whether it is allowed, the rule</extracomment>
            <translation>%1, %2, %3, %4, %5</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Zugriff</translation>
        </message>
        <message>
            <source>Done</source>
            <comment>what was done</comment>
            <translation>Getan</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AccessesView</name>
        <message>
            <source>With a recording attached, every file, capability and socket that it used is listed here,
with what this policy says of it and the rule that decides.</source>
            <translation>Ist eine Aufzeichnung angehängt, steht hier jede Datei, jede Capability und jeder Socket, die sie benutzt hat,
mit dem, was diese Richtlinie dazu sagt, und der Regel, die entscheidet.</translation>
        </message>
        <message>
            <source>Attach a Recording…</source>
            <translation>Aufzeichnung anhängen …</translation>
        </message>
        <message>
            <source>Shows what a recording used beside what this policy allows</source>
            <translation>Zeigt, was eine Aufzeichnung benutzt hat, neben dem, was diese Richtlinie erlaubt</translation>
        </message>
        <message>
            <source>By the profile</source>
            <translation>Nach dem Profil</translation>
        </message>
        <message>
            <source>The profile that is asked</source>
            <translation>Das Profil, das gefragt wird</translation>
        </message>
        <message>
            <source>Which of the profiles in this file says what is allowed</source>
            <translation>Welches der Profile in dieser Datei sagt, was erlaubt ist</translation>
        </message>
        <message>
            <source>Filter: a word, or is:denied kind:file did:write by:nginx …</source>
            <translation>Filter: ein Wort oder is:denied kind:file did:write by:nginx …</translation>
        </message>
        <message>
            <source>Filter accesses</source>
            <translation>Zugriffe filtern</translation>
        </message>
        <message>
            <source>Words that all must fit. A plain word is looked for in names and processes; others are for example
%1
- in front turns a word round.</source>
            <translation>Wörter, die alle passen müssen. Ein einfaches Wort wird in Namen und Prozessen gesucht; andere sind zum Beispiel
%1
Ein - davor kehrt ein Wort um.</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Verweigert</translation>
        </message>
        <message>
            <source>Only what the policy denies</source>
            <translation>Nur was die Richtlinie verweigert</translation>
        </message>
        <message>
            <source>What was recorded, and whether it is allowed</source>
            <translation>Was aufgezeichnet wurde und ob es erlaubt ist</translation>
        </message>
        <message>
            <source>Asking the policy about every access…</source>
            <translation>Die Richtlinie wird nach jedem Zugriff gefragt …</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n recorded accesses allowed</source>
            <translation>
                <numerusform>%1 von %n aufgezeichneten Zugriff erlaubt</numerusform>
                <numerusform>%1 von %n aufgezeichneten Zugriffen erlaubt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n recorded accesses</source>
            <translation>
                <numerusform>%n aufgezeichneter Zugriff</numerusform>
                <numerusform>%n aufgezeichnete Zugriffe</numerusform>
            </translation>
        </message>
        <message>
            <source>The text has an error. This is what the last text without one allowed; the lines may have moved.</source>
            <translation>Der Text hat einen Fehler. Das hat der letzte Text ohne Fehler erlaubt; die Zeilen können sich verschoben haben.</translation>
        </message>
        <message>
            <source>The profile cannot be asked: %1</source>
            <translation>Das Profil kann nicht gefragt werden: %1</translation>
        </message>
        <message>
            <source>The file has no profile that could be asked.</source>
            <translation>Die Datei hat kein Profil, das gefragt werden könnte.</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows shown of all rows</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>The recordings used nothing that AppArmor decides about.</source>
            <translation>Die Aufzeichnungen haben nichts benutzt, worüber AppArmor entscheidet.</translation>
        </message>
        <message>
            <source>No access fits the filter “%1”.</source>
            <translation>Kein Zugriff passt zum Filter „%1“.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ActionSet</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
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
            <source>Te&amp;xt</source>
            <translation>&amp;Text</translation>
        </message>
        <message>
            <source>&amp;Recording</source>
            <translation>Auf&amp;zeichnung</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>&amp;Vergleichen</translation>
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
            <source>&amp;Tools</source>
            <translation>&amp;Werkzeuge</translation>
        </message>
        <message>
            <source>&amp;Learn</source>
            <translation>&amp;Lernen</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>tool tip and keys</comment>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AlignedTexts</name>
        <message>
            <source>Text of the first side</source>
            <translation>Text der ersten Seite</translation>
        </message>
        <message>
            <source>Text of the other side</source>
            <translation>Text der anderen Seite</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AppArmorDocument</name>
        <message>
            <source>Untitled AppArmor profile</source>
            <translation>Unbenanntes AppArmor-Profil</translation>
        </message>
        <message>
            <source>Edit the text</source>
            <translation>Text bearbeiten</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::AppArmorPage</name>
        <message>
            <source>Source</source>
            <translation>Quelltext</translation>
        </message>
        <message>
            <source>Accesses</source>
            <translation>Zugriffe</translation>
        </message>
        <message>
            <source>The text of the file</source>
            <translation>Der Text der Datei</translation>
        </message>
        <message>
            <source>What the attached recordings used, and whether the policy allows it</source>
            <translation>Was die angehängten Aufzeichnungen benutzt haben und ob die Richtlinie es erlaubt</translation>
        </message>
        <message>
            <source>Views of the policy</source>
            <translation>Ansichten der Richtlinie</translation>
        </message>
        <message>
            <source>“%1” is held against the policy. Enter goes to the rule that decides.</source>
            <translation>„%1“ wird an der Richtlinie gemessen. Die Eingabetaste führt zur Regel, die entscheidet.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ArchiveChoice</name>
        <message>
            <source>&amp;Image in it</source>
            <translation>&amp;Image darin</translation>
        </message>
        <message>
            <source>&amp;Platform</source>
            <translation>&amp;Plattform</translation>
        </message>
        <message>
            <source>Looking into the archive…</source>
            <translation>Archiv wird untersucht…</translation>
        </message>
        <message>
            <source>Looking into the archive, %1 %…</source>
            <translation>Archiv wird untersucht, %1 %…</translation>
        </message>
        <message numerus="yes">
            <source>There are %Ln images in it.</source>
            <translation>
                <numerusform>Es enthält %Ln Image.</numerusform>
                <numerusform>Es enthält %Ln Images.</numerusform>
            </translation>
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
            <extracomment>%1 is a list such as "Allow / Deny · EPERM"</extracomment>
            <translation>%1, je nach anderen Argumenten</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>passt</translation>
        </message>
        <message>
            <source>%1 %2: %3, then %4</source>
            <extracomment>Read aloud: "arg 0 domain AF_INET (2): Deny · EPERM, then Allow"</extracomment>
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
            <source>What the profile's compiled filter answers</source>
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
            <source>Platform</source>
            <translation>Plattform</translation>
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
            <source>Take all rules from Podman's default</source>
            <translation>Alle Regeln aus Podmans Standardprofil übernehmen</translation>
        </message>
        <message numerus="yes">
            <source>Take %n syscalls from Podman's default</source>
            <translation>
                <numerusform>%n Syscall aus Podmans Standardprofil übernehmen</numerusform>
                <numerusform>%n Syscalls aus Podmans Standardprofil übernehmen</numerusform>
            </translation>
        </message>
        <message>
            <source>Take all rules from Docker's default</source>
            <translation>Alle Regeln aus Dockers Standardprofil übernehmen</translation>
        </message>
        <message numerus="yes">
            <source>Take %n syscalls from Docker's default</source>
            <translation>
                <numerusform>%n Syscall aus Dockers Standardprofil übernehmen</numerusform>
                <numerusform>%n Syscalls aus Dockers Standardprofil übernehmen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CapabilityPanel</name>
        <message>
            <source>no capabilities</source>
            <translation>keine Capabilities</translation>
        </message>
        <message>
            <source>Docker's capabilities</source>
            <translation>Dockers Capabilities</translation>
        </message>
        <message>
            <source>Podman's capabilities</source>
            <translation>Podmans Capabilities</translation>
        </message>
        <message>
            <source>all capabilities</source>
            <translation>alle Capabilities</translation>
        </message>
        <message numerus="yes">
            <source>Docker's capabilities and %n more</source>
            <translation>
                <numerusform>Dockers Capabilities und noch %n</numerusform>
                <numerusform>Dockers Capabilities und %n weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n capabilities</source>
            <translation>
                <numerusform>%n Capability</numerusform>
                <numerusform>%n Capabilities</numerusform>
            </translation>
        </message>
        <message>
            <source>Capabilities of the container</source>
            <translation>Capabilities des Containers</translation>
        </message>
        <message>
            <source>&amp;Docker's</source>
            <translation>Wie Docke&amp;r</translation>
        </message>
        <message>
            <source>What Docker gives a container that asks for nothing</source>
            <translation>Was Docker einem Container gewährt, der nichts verlangt</translation>
        </message>
        <message>
            <source>&amp;Podman's</source>
            <translation>Wie &amp;Podman</translation>
        </message>
        <message>
            <source>What Podman gives a container that asks for nothing</source>
            <translation>Was Podman einem Container gewährt, der nichts verlangt</translation>
        </message>
        <message>
            <source>&amp;None</source>
            <translation>&amp;Keine</translation>
        </message>
        <message>
            <source>As with --cap-drop ALL</source>
            <translation>Wie mit --cap-drop ALL</translation>
        </message>
        <message>
            <source>&amp;All</source>
            <translation>All&amp;e</translation>
        </message>
        <message>
            <source>As with --cap-add ALL</source>
            <translation>Wie mit --cap-add ALL</translation>
        </message>
        <message>
            <source>Capabilities as words of docker run</source>
            <translation>Capabilities in der Schreibweise von docker run</translation>
        </message>
        <message>
            <source>As for docker run and podman run, over what the engine gives; plain names are added, names with a minus in front dropped</source>
            <translation>Wie bei docker run und podman run, ausgehend von dem, was die Engine gewährt; bloße Namen werden hinzugefügt, Namen mit Minus davor weggenommen</translation>
        </message>
        <message>
            <source>That cannot be read: %1</source>
            <translation>Das lässt sich nicht lesen: %1</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ChartActions</name>
        <message>
            <source>The chart could not be saved: %1</source>
            <translation>Das Diagramm konnte nicht gespeichert werden: %1</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ChartCanvas</name>
        <message>
            <source>%1 in %2</source>
            <comment>quantity and unit of an axis</comment>
            <translation>%1 in %2</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ChartData</name>
        <message>
            <source>%1: %2</source>
            <comment>group and name of a bar</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>Teil</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Anzahl</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ChartPage</name>
        <message>
            <source>Questions</source>
            <translation>Fragen</translation>
        </message>
        <message>
            <source>As Table</source>
            <translation>Als Tabelle</translation>
        </message>
        <message>
            <source>Shows the same numbers as a table</source>
            <translation>Zeigt dieselben Zahlen als Tabelle</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copies the chart as a picture, and its numbers as text</source>
            <translation>Kopiert das Diagramm als Bild und seine Zahlen als Text</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Speichern…</translation>
        </message>
        <message>
            <source>Saves the chart as a PNG or SVG picture</source>
            <translation>Speichert das Diagramm als PNG- oder SVG-Bild</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <source>Shows the folder above (Backspace)</source>
            <translation>Zeigt den übergeordneten Ordner (Rücktaste)</translation>
        </message>
        <message>
            <source>%1 As a table</source>
            <comment>question of a chart</comment>
            <translation>%1 Als Tabelle</translation>
        </message>
        <message>
            <source>The chart is on the clipboard, as a picture and as text.</source>
            <translation>Das Diagramm ist in der Zwischenablage, als Bild und als Text.</translation>
        </message>
        <message>
            <source>&amp;Copy the Chart</source>
            <translation>Diagramm &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Save as a Picture…</source>
            <translation>Als &amp;Bild speichern…</translation>
        </message>
        <message>
            <source>Show as a &amp;Table</source>
            <translation>Als &amp;Tabelle anzeigen</translation>
        </message>
        <message>
            <source>Show the Folder &amp;Above</source>
            <translation>&amp;Übergeordneten Ordner anzeigen</translation>
        </message>
        <message>
            <source>Attack Surface</source>
            <translation>Angriffsfläche</translation>
        </message>
        <message>
            <source>Kernel Holes</source>
            <translation>Kernel-Lücken</translation>
        </message>
        <message>
            <source>Over Time</source>
            <translation>Im Zeitverlauf</translation>
        </message>
        <message>
            <source>By Process</source>
            <translation>Nach Prozess</translation>
        </message>
        <message>
            <source>Arguments</source>
            <translation>Argumente</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Speicherplatz</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CommandPalette</name>
        <message>
            <source>Command palette</source>
            <translation>Befehlspalette</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
        <message>
            <source>Find an action</source>
            <translation>Aktion suchen</translation>
        </message>
        <message>
            <source>No action fits. A few letters of its name are enough.</source>
            <translation>Keine Aktion passt. Einige Buchstaben des Namens genügen.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareDocument</name>
        <message>
            <source> → </source>
            <extracomment>between the names of what is compared</extracomment>
            <translation> → </translation>
        </message>
        <message>
            <source>Decide %1 as in %2</source>
            <translation>%1 wie in %2 entscheiden</translation>
        </message>
        <message numerus="yes">
            <source>Decide %n syscalls as in %1</source>
            <translation>
                <numerusform>%n Syscall wie in %1 entscheiden</numerusform>
                <numerusform>%n Syscalls wie in %1 entscheiden</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareFilter</name>
        <message>
            <source>“change:” is followed by %1 or same, not by “%2”.</source>
            <translation>Auf „change:“ folgt %1 oder same, nicht „%2“.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareModel</name>
        <message>
            <source>%1 (%2)</source>
            <extracomment>heading of a group and how many rows it has</extracomment>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>side and its decision</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1, %2 risk, %3, %4</source>
            <extracomment>Read aloud: syscall, risk, group, decisions</extracomment>
            <translation>%1, Risiko %2, %3, %4</translation>
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
            <source>With arguments</source>
            <translation>Mit Argumenten</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ComparePage</name>
        <message>
            <source>As It Is Saved</source>
            <translation>Wie gespeichert</translation>
        </message>
        <message>
            <source>An Earlier Version (Git)…</source>
            <translation>Eine frühere Version (Git)…</translation>
        </message>
        <message>
            <source>Another File…</source>
            <translation>Andere Datei…</translation>
        </message>
        <message>
            <source>Views of the comparison</source>
            <translation>Ansichten des Vergleichs</translation>
        </message>
        <message>
            <source>What They Did</source>
            <translation>Was sie taten</translation>
        </message>
        <message>
            <source>Decisions</source>
            <translation>Entscheidungen</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>%1: done in “%2”, which is not saved yet.</source>
            <translation>%1: erledigt in „%2“, noch nicht gespeichert.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>ABI and count</comment>
            <extracomment>an ABI and how many syscalls differ there</extracomment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Also on %1</source>
            <translation>Auch auf %1</translation>
        </message>
        <message>
            <source>Comparing…</source>
            <translation>Wird verglichen…</translation>
        </message>
        <message>
            <source>There is nothing to compare.</source>
            <translation>Es gibt nichts zu vergleichen.</translation>
        </message>
        <message>
            <source>No engine would load one of the sides: %1</source>
            <translation>Eine der Seiten würde von keiner Engine geladen: %1</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareSide</name>
        <message>
            <source>Docker's default</source>
            <translation>Dockers Standardprofil</translation>
        </message>
        <message>
            <source>Podman's default</source>
            <translation>Podmans Standardprofil</translation>
        </message>
        <message>
            <source>Built into Whittle</source>
            <translation>Mit Whittle mitgeliefert</translation>
        </message>
        <message>
            <source>Not saved as a file yet</source>
            <translation>Noch nicht als Datei gespeichert</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareTable</name>
        <message>
            <source>Filter: a word, or risk&gt;=high left:deny change:looser …</source>
            <translation>Filter: ein Wort oder risk&gt;=high left:deny change:looser …</translation>
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
            <source>Only Differences</source>
            <translation>Nur Unterschiede</translation>
        </message>
        <message>
            <source>Leave out the syscalls that all sides decide alike</source>
            <translation>Syscalls weglassen, die alle Seiten gleich entscheiden</translation>
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
            <source>Syscalls on all sides</source>
            <translation>Syscalls auf allen Seiten</translation>
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
            <source>Comparing…</source>
            <translation>Wird verglichen…</translation>
        </message>
        <message>
            <source>There is nothing to compare: %1</source>
            <translation>Es gibt nichts zu vergleichen: %1</translation>
        </message>
        <message>
            <source>None of the sides lists %1, so every call of such a program is killed.</source>
            <translation>Keine der Seiten führt %1 auf, also wird ein solches Programm bei jedem Aufruf getötet.</translation>
        </message>
        <message>
            <source>Every call is decided alike in this environment.</source>
            <translation>In dieser Umgebung wird jeder Aufruf gleich entschieden.</translation>
        </message>
        <message>
            <source>No difference fits the filter “%1”.</source>
            <translation>Kein Unterschied passt zum Filter „%1“.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareTabs</name>
        <message>
            <source>%1, slim</source>
            <comment>name of an image</comment>
            <translation>%1, schlank</translation>
        </message>
        <message>
            <source>%1, fat</source>
            <comment>name of an image</comment>
            <translation>%1, voll</translation>
        </message>
        <message>
            <source>“%1” cannot be compared with its file: %2</source>
            <translation>„%1“ kann nicht mit seiner Datei verglichen werden: %2</translation>
        </message>
        <message>
            <source>%1, the file</source>
            <comment>what a file says</comment>
            <translation>%1, die Datei</translation>
        </message>
        <message>
            <source>An image and a profile cannot be compared. Choose two images, or profiles and recordings.</source>
            <translation>Ein Image und ein Profil können nicht verglichen werden. Zwei Images wählen, oder Profile und Aufzeichnungen.</translation>
        </message>
        <message>
            <source>Images are compared two at a time; these are the first two.</source>
            <translation>Images werden immer zu zweit verglichen; dies sind die ersten beiden.</translation>
        </message>
        <message>
            <source>“%1” and “%2” are open.</source>
            <translation>„%1“ und „%2“ sind geöffnet.</translation>
        </message>
        <message>
            <source>“%1”, “%2” and “%3” are open.</source>
            <translation>„%1“, „%2“ und „%3“ sind geöffnet.</translation>
        </message>
        <message>
            <source>Compare Them</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Choose an Image or the Folder of a Build</source>
            <translation>Image oder Ordner eines Builds wählen</translation>
        </message>
        <message>
            <source>Comparing %1</source>
            <translation>%1 wird verglichen</translation>
        </message>
        <message>
            <source>None of the sides is a profile that is open and has a file, so there is no other version of it.</source>
            <translation>Keine der Seiten ist ein geöffnetes Profil mit einer Datei, also gibt es keine andere Version davon.</translation>
        </message>
        <message>
            <source>%1, as saved</source>
            <translation>%1, wie gespeichert</translation>
        </message>
        <message>
            <source>The saved text is no profile: %1</source>
            <translation>Der gespeicherte Text ist kein Profil: %1</translation>
        </message>
        <message>
            <source>“%1” has no earlier versions: %2</source>
            <translation>„%1“ hat keine früheren Versionen: %2</translation>
        </message>
        <message>
            <source>%1  %2  %3 (%4)</source>
            <translation>%1  %2  %3 (%4)</translation>
        </message>
        <message>
            <source>Earlier Versions of %1</source>
            <translation>Frühere Versionen von %1</translation>
        </message>
        <message>
            <source>Compare with the version of</source>
            <translation>Vergleichen mit der Version vom</translation>
        </message>
        <message>
            <source>%1 of %2 (%3)</source>
            <comment>file name, date, commit</comment>
            <translation>%1 vom %2 (%3)</translation>
        </message>
        <message>
            <source>%1 cannot be compared: %2</source>
            <translation>%1 kann nicht verglichen werden: %2</translation>
        </message>
        <message>
            <source>Decide in “%1” as in “%2”</source>
            <translation>In „%1“ wie in „%2“ entscheiden</translation>
        </message>
        <message>
            <source>comparison.html</source>
            <translation>vergleich.html</translation>
        </message>
        <message>
            <source>comparison.md</source>
            <translation>vergleich.md</translation>
        </message>
        <message>
            <source>Web pages (*.html)</source>
            <translation>Webseiten (*.html)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>The comparison was not saved: %1</source>
            <translation>Der Vergleich wurde nicht gespeichert: %1</translation>
        </message>
        <message>
            <source>The comparison is saved as “%1”.</source>
            <translation>Der Vergleich ist als „%1“ gespeichert.</translation>
        </message>
        <message>
            <source>Choose a file that is a text on both sides; it is then shown in the other program.</source>
            <translation>Eine Datei wählen, die auf beiden Seiten ein Text ist; sie wird dann im anderen Programm angezeigt.</translation>
        </message>
        <message>
            <source>The texts could not be written for the other program: %1</source>
            <translation>Die Texte konnten nicht für das andere Programm geschrieben werden: %1</translation>
        </message>
        <message>
            <source>No program for comparing texts was found. Install one such as Meld or KDiff3, or name one in the settings.</source>
            <translation>Es wurde kein Programm zum Vergleichen von Texten gefunden. Eines wie Meld oder KDiff3 installieren oder in den Einstellungen eines nennen.</translation>
        </message>
        <message>
            <source>“%1” could not be started.</source>
            <translation>„%1“ konnte nicht gestartet werden.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareTextPage</name>
        <message>
            <source>Side on the right</source>
            <translation>Seite rechts</translation>
        </message>
        <message>
            <source>The texts are the same</source>
            <translation>Die Texte sind gleich</translation>
        </message>
        <message numerus="yes">
            <source>%n lines differ</source>
            <translation>
                <numerusform>%n Zeile weicht ab</numerusform>
                <numerusform>%n Zeilen weichen ab</numerusform>
            </translation>
        </message>
        <message>
            <source>Take lines from %1</source>
            <translation>Zeilen aus %1 übernehmen</translation>
        </message>
        <message>
            <source>In&amp;dentation</source>
            <translation>Ein&amp;rückung</translation>
        </message>
        <message>
            <source>Count lines that differ in blanks at their ends alone</source>
            <translation>Auch Zeilen zählen, die sich nur in Leerraum an ihren Enden unterscheiden</translation>
        </message>
        <message>
            <source>Only blanks differ</source>
            <translation>Nur Leerraum unterscheidet sich</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::CompareWords</name>
        <message>
            <source>The same</source>
            <translation>Gleich</translation>
        </message>
        <message>
            <source>Newly allowed</source>
            <translation>Neu erlaubt</translation>
        </message>
        <message>
            <source>Newly denied</source>
            <translation>Neu verweigert</translation>
        </message>
        <message>
            <source>Looser</source>
            <translation>Lockerer</translation>
        </message>
        <message>
            <source>Stricter</source>
            <translation>Strenger</translation>
        </message>
        <message>
            <source>Other arguments</source>
            <translation>Andere Argumente</translation>
        </message>
        <message>
            <source>Other errno</source>
            <translation>Andere Fehlernummer</translation>
        </message>
        <message>
            <source>Other action</source>
            <translation>Andere Aktion</translation>
        </message>
        <message>
            <source>%1: %2 → %3</source>
            <extracomment>arguments, decision of the first side, decision of the other side</extracomment>
            <translation>%1: %2 → %3</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und noch %n</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Every call is decided alike.</source>
            <translation>Jeder Aufruf wird gleich entschieden.</translation>
        </message>
        <message>
            <source>%1: &lt;b&gt;%2&lt;/b&gt;</source>
            <translation>%1: &lt;b&gt;%2&lt;/b&gt;</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>8 critical</comment>
            <extracomment>number and risk level</extracomment>
            <translation>%1× %2</translation>
        </message>
        <message>
            <source>, of which %1 risk</source>
            <translation>, davon mit Risiko %1</translation>
        </message>
        <message>
            <source> and </source>
            <translation> und </translation>
        </message>
        <message>
            <source>Risk &lt;b&gt;%1 → %2&lt;/b&gt;</source>
            <translation>Risiko &lt;b&gt;%1 → %2&lt;/b&gt;</translation>
        </message>
        <message>
            <source>, known holes: &lt;b&gt;%1&lt;/b&gt; opened, &lt;b&gt;%2&lt;/b&gt; closed</source>
            <translation>, bekannte Lücken: &lt;b&gt;%1&lt;/b&gt; geöffnet, &lt;b&gt;%2&lt;/b&gt; geschlossen</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <extracomment>a syscall and its risk</extracomment>
            <translation>%1 (%2)</translation>
        </message>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <translation>
                <numerusform>%1 und noch %Ln</numerusform>
                <numerusform>%1 und %Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Risk gained: %1.</source>
            <translation>Hinzugekommenes Risiko: %1.</translation>
        </message>
        <message>
            <source>Risk lost: %1.</source>
            <translation>Weggefallenes Risiko: %1.</translation>
        </message>
        <message>
            <source>No high or critical risk is gained or lost.</source>
            <translation>Kein hohes oder kritisches Risiko kommt hinzu oder fällt weg.</translation>
        </message>
        <message>
            <source>syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>argument values</source>
            <translation>Argumentwerte</translation>
        </message>
        <message>
            <source>denials</source>
            <translation>Verweigerungen</translation>
        </message>
        <message>
            <source>programs</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>ports</source>
            <translation>Ports</translation>
        </message>
        <message>
            <source>paths</source>
            <translation>Pfade</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>Weggefallen</translation>
        </message>
        <message>
            <source>Both did the same.</source>
            <translation>Beide taten dasselbe.</translation>
        </message>
        <message>
            <source>Opens %1.</source>
            <translation>Öffnet %1.</translation>
        </message>
        <message>
            <source>Closes %1.</source>
            <translation>Schließt %1.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ComparisonText</name>
        <message>
            <source>Where %1 differs</source>
            <translation>Wo %1 abweicht</translation>
        </message>
        <message>
            <source>Where they differ</source>
            <translation>Wo sie sich unterscheiden</translation>
        </message>
        <message>
            <source>Called with</source>
            <translation>Aufgerufen mit</translation>
        </message>
        <message numerus="yes">
            <source>and %n more of the calls that were tried</source>
            <translation>
                <numerusform>und noch %n der ausprobierten Aufrufe</numerusform>
                <numerusform>und %n weitere der ausprobierten Aufrufe</numerusform>
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
        <name>whittle::app::ContainerFields</name>
        <message>
            <source>registry/name:tag</source>
            <translation>registry/name:tag</translation>
        </message>
        <message>
            <source>The image that is run</source>
            <translation>Das Abbild, das ausgeführt wird</translation>
        </message>
        <message>
            <source>&amp;Drop all capabilities, but</source>
            <translation>Alle Capabilities &amp;entziehen außer</translation>
        </message>
        <message>
            <source>Otherwise the container has what its engine gives it</source>
            <translation>Sonst hat der Container, was seine Engine ihm gibt</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keiner</translation>
        </message>
        <message>
            <source>The capabilities that it keeps, with blanks between them: CHOWN NET_BIND_SERVICE</source>
            <translation>Die Capabilities, die er behält, durch Leerzeichen getrennt: CHOWN NET_BIND_SERVICE</translation>
        </message>
        <message>
            <source>&amp;No new privileges</source>
            <translation>Keine &amp;neuen Rechte</translation>
        </message>
        <message>
            <source>Programs gain no rights by executing others, such as sudo</source>
            <translation>Programme gewinnen keine Rechte, indem sie andere wie sudo ausführen</translation>
        </message>
        <message>
            <source>&amp;Read-only root</source>
            <translation>Nur &amp;lesbare Wurzel</translation>
        </message>
        <message>
            <source>Nothing of the image can be changed while it runs</source>
            <translation>Nichts am Abbild lässt sich ändern, während es läuft</translation>
        </message>
        <message>
            <source>/run:size=16m</source>
            <translation>/run:size=16m</translation>
        </message>
        <message>
            <source>File systems in memory, one a line; size, mode, uid, gid and exec can be said behind a colon</source>
            <translation>Dateisysteme im Speicher, eines je Zeile; size, mode, uid, gid und exec können hinter einem Doppelpunkt stehen</translation>
        </message>
        <message>
            <source>the image's</source>
            <translation>der des Abbilds</translation>
        </message>
        <message>
            <source>101, 101:101 or a name of the image</source>
            <translation>101, 101:101 oder ein Name aus dem Abbild</translation>
        </message>
        <message>
            <source>the engine's</source>
            <translation>das der Engine</translation>
        </message>
        <message>
            <source>The name of an AppArmor profile that is loaded where the container runs</source>
            <translation>Der Name eines AppArmor-Profils, das geladen ist, wo der Container läuft</translation>
        </message>
        <message>
            <source>I&amp;mage</source>
            <translation>A&amp;bbild</translation>
        </message>
        <message>
            <source>Capabilities that stay</source>
            <translation>Capabilities, die bleiben</translation>
        </message>
        <message>
            <source>In memor&amp;y</source>
            <translation>Im S&amp;peicher</translation>
        </message>
        <message>
            <source>&amp;User</source>
            <translation>Ben&amp;utzer</translation>
        </message>
        <message>
            <source>App&amp;Armor profile</source>
            <translation>App&amp;Armor-Profil</translation>
        </message>
        <message>
            <source>There is no capability “%1”.</source>
            <translation>Es gibt keine Capability „%1“.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ContainerPage</name>
        <message>
            <source>How little the container can be started with, as far as this run shows. These are options of docker run and podman run:</source>
            <translation>Mit wie wenig der Container gestartet werden kann, soweit dieser Lauf es zeigt. Das sind Optionen von docker run und podman run:</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>Settings and why they are so</source>
            <translation>Einstellungen und warum sie so sind</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>Optionen</translation>
        </message>
        <message>
            <source>Copy the options</source>
            <translation>Die Optionen kopieren</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::DefaultAnswer</name>
        <message>
            <source>Named &amp;by no rule:</source>
            <translation>Von keiner Regel &amp;genannt:</translation>
        </message>
        <message>
            <source>What the filter answers to every syscall that no rule names</source>
            <translation>Was der Filter auf jeden Syscall antwortet, den keine Regel nennt</translation>
        </message>
        <message>
            <source>Answer to syscalls that no rule names</source>
            <translation>Antwort auf Syscalls, die keine Regel nennt</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::Dialogs</name>
        <message>
            <source>&amp;Stop It</source>
            <translation>&amp;Abbrechen</translation>
        </message>
        <message>
            <source>&amp;Let It Run</source>
            <translation>Weiter&amp;laufen lassen</translation>
        </message>
        <message>
            <source>Open Profiles, Recordings and Images</source>
            <translation>Profile, Aufzeichnungen und Images öffnen</translation>
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
            <source>Save the Chart As</source>
            <translation>Diagramm speichern unter</translation>
        </message>
        <message>
            <source>PNG pictures (*.png);;SVG pictures (*.svg)</source>
            <translation>PNG-Bilder (*.png);;SVG-Bilder (*.svg)</translation>
        </message>
        <message>
            <source>Save the Recording As</source>
            <translation>Aufzeichnung speichern unter</translation>
        </message>
        <message>
            <source>Recordings (*.whittle.json);;All files (*)</source>
            <translation>Aufzeichnungen (*.whittle.json);;Alle Dateien (*)</translation>
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
            <source>It Is Being Recorded</source>
            <translation>Aufzeichnung läuft</translation>
        </message>
        <message>
            <source>“%1” is running. What was recorded is lost when it is stopped here; “Finish” keeps it.</source>
            <translation>„%1“ läuft. Beim Abbrechen geht das Aufgezeichnete verloren; „Abschließen“ behält es.</translation>
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
            <source>Overwriting it loses the other program's changes. Reading it again puts its text in place of yours, which undo brings back.</source>
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
        <message>
            <source>Save the Comparison As</source>
            <translation>Vergleich speichern unter</translation>
        </message>
        <message>
            <source>Profiles, recordings and images (*.json *.apparmor *-apparmor *.tar *.tar.gz *.tgz *.tar.zst *.oci);;AppArmor policies, which have any name (*);;Traces and logs (*.log *.txt *.strace *.jsonl *.yaml *.yml *.gz);;All files (*)</source>
            <translation>Profile, Aufzeichnungen und Abbilder (*.json *.apparmor *-apparmor *.tar *.tar.gz *.tgz *.tar.zst *.oci);;AppArmor-Richtlinien, die jeden Namen haben können (*);;Protokolle (*.log *.txt *.strace *.jsonl *.yaml *.yml *.gz);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
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
        <name>whittle::app::DriftFilter</name>
        <message>
            <source>syscall, argument, denial, program, port, path or use</source>
            <translation>syscall, argument, denial, program, port, path oder use</translation>
        </message>
        <message>
            <source>new or gone</source>
            <translation>new oder gone</translation>
        </message>
        <message>
            <source>low, medium, high or critical</source>
            <translation>low, medium, high oder critical</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>eine Zahl</translation>
        </message>
        <message>
            <source>“%1:” is none of the words that can be asked here: kind, is, risk, times.</source>
            <translation>„%1:“ gehört nicht zu den Wörtern, nach denen hier gefragt werden kann: kind, is, risk, times.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::DriftModel</name>
        <message>
            <source>%1 (failed)</source>
            <comment>what was tried with a path</comment>
            <translation>%1 (fehlgeschlagen)</translation>
        </message>
        <message>
            <source>by %1</source>
            <comment>processes</comment>
            <translation>von %1</translation>
        </message>
        <message>
            <source>New syscalls</source>
            <translation>Neue Syscalls</translation>
        </message>
        <message>
            <source>Syscalls that are gone</source>
            <translation>Weggefallene Syscalls</translation>
        </message>
        <message>
            <source>New argument values</source>
            <translation>Neue Argumentwerte</translation>
        </message>
        <message>
            <source>Argument values that are gone</source>
            <translation>Weggefallene Argumentwerte</translation>
        </message>
        <message>
            <source>answered with %1</source>
            <translation>mit %1 beantwortet</translation>
        </message>
        <message>
            <source>New denials by the base profile</source>
            <translation>Neue Verweigerungen durch das Basisprofil</translation>
        </message>
        <message>
            <source>Denials that are gone</source>
            <translation>Weggefallene Verweigerungen</translation>
        </message>
        <message>
            <source>New programs</source>
            <translation>Neue Programme</translation>
        </message>
        <message>
            <source>Programs that are gone</source>
            <translation>Weggefallene Programme</translation>
        </message>
        <message>
            <source>TCP port that is listened on</source>
            <translation>TCP-Port, auf dem gelauscht wird</translation>
        </message>
        <message>
            <source>New ports</source>
            <translation>Neue Ports</translation>
        </message>
        <message>
            <source>Ports that are gone</source>
            <translation>Weggefallene Ports</translation>
        </message>
        <message>
            <source>New paths</source>
            <translation>Neue Pfade</translation>
        </message>
        <message>
            <source>Paths that are gone</source>
            <translation>Weggefallene Pfade</translation>
        </message>
        <message>
            <source>Known paths used in more ways</source>
            <translation>Bekannte Pfade, auf mehr Arten benutzt</translation>
        </message>
        <message>
            <source>Known paths used in fewer ways</source>
            <translation>Bekannte Pfade, auf weniger Arten benutzt</translation>
        </message>
        <message>
            <source>%1, %2 risk, %3</source>
            <translation>%1, Risiko %2, %3</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>How</source>
            <translation>Wie</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Wie oft</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::DriftPage</name>
        <message>
            <source>Filter: a word, or is:new kind:path risk&gt;=high …</source>
            <translation>Filter: ein Wort oder is:new kind:path risk&gt;=high …</translation>
        </message>
        <message>
            <source>Filter what was done differently</source>
            <translation>Filtern, was anders gemacht wurde</translation>
        </message>
        <message>
            <source>Words that all must fit. A plain word is looked for in names and paths; others are for example
%1
- in front turns a word round.</source>
            <translation>Wörter, die alle passen müssen. Ein einfaches Wort wird in Namen und Pfaden gesucht; andere sind zum Beispiel
%1
- davor kehrt ein Wort um.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Only what the second recording did and the first did not</source>
            <translation>Nur was die zweite Aufzeichnung tat und die erste nicht</translation>
        </message>
        <message>
            <source>Gone</source>
            <translation>Weggefallen</translation>
        </message>
        <message>
            <source>Only what the first recording did and the second did not</source>
            <translation>Nur was die erste Aufzeichnung tat und die zweite nicht</translation>
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
            <source>What the recordings do differently</source>
            <translation>Was die Aufzeichnungen anders machen</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows shown of all rows</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Comparing…</source>
            <translation>Wird verglichen…</translation>
        </message>
        <message>
            <source>Both did the same.</source>
            <translation>Beide taten dasselbe.</translation>
        </message>
        <message>
            <source>No difference fits the filter “%1”.</source>
            <translation>Kein Unterschied passt zum Filter „%1“.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::EditedFile</name>
        <message>
            <source>Read the file again</source>
            <translation>Datei neu lesen</translation>
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
            <source>This machine: %1</source>
            <translation>Dieser Rechner: %1</translation>
        </message>
        <message>
            <source>The capabilities that the container has: some rules count only with one.
%1</source>
            <translation>Die Capabilities des Containers: Manche Regeln gelten nur mit einer bestimmten.
%1</translation>
        </message>
        <message>
            <source>Another kernel version</source>
            <translation>Andere Kernel-Version</translation>
        </message>
        <message>
            <source>another, such as 5.13</source>
            <translation>andere, etwa 5.13</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ErrnoField</name>
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
    </context>
    <context>
        <name>whittle::app::ExportDialog</name>
        <message>
            <source>&amp;Fill In What the Recording Needed</source>
            <translation>Eintragen, was die Au&amp;fzeichnung brauchte</translation>
        </message>
        <message>
            <source>Only where &amp;nothing is lost</source>
            <translation>Nur wo &amp;nichts verloren geht</translation>
        </message>
        <message>
            <source>Export %1</source>
            <translation>%1 exportieren</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formate</translation>
        </message>
        <message>
            <source>No capability, no writable place and no user that the recorded run could do without</source>
            <translation>Keine Capability, kein beschreibbarer Ort und kein Benutzer, ohne die der aufgezeichnete Lauf auskäme</translation>
        </message>
        <message>
            <source>What is written</source>
            <translation>Was geschrieben wird</translation>
        </message>
        <message>
            <source>What is lost</source>
            <translation>Was verloren geht</translation>
        </message>
        <message>
            <source>Save and copy nothing that would decide or do anything otherwise than this does</source>
            <translation>Nichts speichern und kopieren, was anders entscheiden oder handeln würde</translation>
        </message>
        <message>
            <source>&amp;Save As…</source>
            <translation>&amp;Speichern unter …</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>It has no words for: %1</source>
            <translation>Keine Worte hat es für: %1</translation>
        </message>
        <message>
            <source>Nothing is lost.</source>
            <translation>Nichts geht verloren.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln weiterer</numerusform>
                <numerusform>%Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Lost:</source>
            <translation>Verloren:</translation>
        </message>
        <message>
            <source>Note:</source>
            <translation>Hinweis:</translation>
        </message>
        <message>
            <source>Only where &amp;nothing is lost: here something is</source>
            <translation>Nur wo &amp;nichts verloren geht: hier geht etwas verloren</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>%1 (*%2);;All files (*)</source>
            <translation>%1 (*%2);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Not saved: %1</source>
            <translation>Nicht gespeichert: %1</translation>
        </message>
        <message>
            <source>Saved as %1.</source>
            <translation>Gespeichert als %1.</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Kopiert.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ExportSource</name>
        <message numerus="yes">
            <source>… %Ln more bytes</source>
            <translation>
                <numerusform>… %Ln weiteres Byte</numerusform>
                <numerusform>… %Ln weitere Bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::FileFilter</name>
        <message>
            <source>kept, removed, observed or changed</source>
            <translation>kept, removed, observed oder changed</translation>
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
            <source>There is no “%1” to filter by. Known: by, in, is, layer, size, type, why.</source>
            <translation>Nach „%1“ lässt sich nicht filtern. Bekannt: by, in, is, layer, size, type, why.</translation>
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
        <name>whittle::app::FileSearch</name>
        <message>
            <source>file, folder, link, device or setuid</source>
            <translation>file, folder, link, device oder setuid</translation>
        </message>
        <message>
            <source>a size such as 100k, 1M or 2G</source>
            <translation>eine Größe wie 100k, 1M oder 2G</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::FilterBar</name>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>%1 (writes %2 into the filter)</source>
            <translation>%1 (schreibt %2 in den Filter)</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::FilterCompletion</name>
        <message>
            <source>allowed, with all or some arguments</source>
            <translation>erlaubt, mit allen oder manchen Argumenten</translation>
        </message>
        <message>
            <source>allowed whatever the arguments</source>
            <translation>erlaubt, mit beliebigen Argumenten</translation>
        </message>
        <message>
            <source>allowed with some arguments</source>
            <translation>erlaubt, nur mit manchen Argumenten</translation>
        </message>
        <message>
            <source>never executed</source>
            <translation>nie ausgeführt</translation>
        </message>
        <message>
            <source>denied with an error</source>
            <translation>mit einem Fehler verweigert</translation>
        </message>
        <message>
            <source>denied with this error</source>
            <translation>mit diesem Fehler verweigert</translation>
        </message>
        <message>
            <source>allowed and logged</source>
            <translation>erlaubt und protokolliert</translation>
        </message>
        <message>
            <source>ends the thread or process</source>
            <translation>beendet den Thread oder Prozess</translation>
        </message>
        <message numerus="yes">
            <source>%n syscalls</source>
            <translation>
                <numerusform>%n Syscall</numerusform>
                <numerusform>%n Syscalls</numerusform>
            </translation>
        </message>
        <message>
            <source>decided by its arguments</source>
            <translation>je nach seinen Argumenten entschieden</translation>
        </message>
        <message>
            <source>decided without looking at arguments</source>
            <translation>entschieden, ohne Argumente zu betrachten</translation>
        </message>
        <message>
            <source>takes this constant</source>
            <translation>nimmt diese Konstante</translation>
        </message>
        <message>
            <source>how dangerous it is</source>
            <translation>wie gefährlich er ist</translation>
        </message>
        <message>
            <source>reaches the whole machine</source>
            <translation>erreicht den ganzen Rechner</translation>
        </message>
        <message>
            <source>reaches other processes</source>
            <translation>erreicht andere Prozesse</translation>
        </message>
        <message>
            <source>dangerous under a condition</source>
            <translation>gefährlich unter einer Bedingung</translation>
        </message>
        <message>
            <source>bounded by the process itself</source>
            <translation>auf den Prozess selbst begrenzt</translation>
        </message>
        <message>
            <source>what this profile answers</source>
            <translation>was dieses Profil antwortet</translation>
        </message>
        <message>
            <source>what Docker's default answers</source>
            <translation>was Dockers Standardprofil antwortet</translation>
        </message>
        <message>
            <source>decided otherwise than by another profile</source>
            <translation>anders entschieden als von einem anderen Profil</translation>
        </message>
        <message>
            <source>than by Docker's default</source>
            <translation>als von Dockers Standardprofil</translation>
        </message>
        <message>
            <source>than by Podman's default</source>
            <translation>als von Podmans Standardprofil</translation>
        </message>
        <message>
            <source>than by the file as it was saved</source>
            <translation>als von der gespeicherten Datei</translation>
        </message>
        <message>
            <source>whether the recordings saw it, or how often</source>
            <translation>ob die Aufzeichnungen ihn gesehen haben, oder wie oft</translation>
        </message>
        <message>
            <source>at least once</source>
            <translation>mindestens einmal</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>when it was first seen, in seconds from the start</source>
            <translation>wann er zuerst gesehen wurde, in Sekunden ab dem Start</translation>
        </message>
        <message>
            <source>a process that made it</source>
            <translation>ein Prozess, der ihn aufgerufen hat</translation>
        </message>
        <message>
            <source>any process</source>
            <translation>irgendein Prozess</translation>
        </message>
        <message>
            <source>no process</source>
            <translation>kein Prozess</translation>
        </message>
        <message>
            <source>the probe that caused it</source>
            <translation>die Probe, die ihn verursacht hat</translation>
        </message>
        <message>
            <source>before the first probe</source>
            <translation>vor der ersten Probe</translation>
        </message>
        <message>
            <source>after the last probe</source>
            <translation>nach der letzten Probe</translation>
        </message>
        <message>
            <source>arguments: whether they decide, or which it takes</source>
            <translation>Argumente: ob sie entscheiden, oder welche er nimmt</translation>
        </message>
        <message>
            <source>a rule that names it, by its number</source>
            <translation>eine Regel, die ihn nennt, nach ihrer Nummer</translation>
        </message>
        <message>
            <source>any rule</source>
            <translation>irgendeine Regel</translation>
        </message>
        <message>
            <source>no rule: gets the default answer</source>
            <translation>keine Regel: erhält die Standardantwort</translation>
        </message>
        <message>
            <source>what it is about</source>
            <translation>worum es geht</translation>
        </message>
        <message>
            <source>a capability that gates it</source>
            <translation>eine Capability, an die er gebunden ist</translation>
        </message>
        <message>
            <source>known kernel holes behind it</source>
            <translation>bekannte Kernel-Lücken dahinter</translation>
        </message>
        <message>
            <source>some are known</source>
            <translation>es sind welche bekannt</translation>
        </message>
        <message>
            <source>none is known</source>
            <translation>es ist keine bekannt</translation>
        </message>
        <message>
            <source>the first Linux version that has it</source>
            <translation>die erste Linux-Version, die ihn hat</translation>
        </message>
        <message>
            <source>what Podman's default answers</source>
            <translation>was Podmans Standardprofil antwortet</translation>
        </message>
        <message>
            <source>its name</source>
            <translation>sein Name</translation>
        </message>
        <message>
            <source>its number</source>
            <translation>seine Nummer</translation>
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
            <source>line %1</source>
            <translation>Zeile %1</translation>
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
        <message>
            <source>whole file</source>
            <translation>ganze Datei</translation>
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
        <name>whittle::app::GlobalSearch</name>
        <message>
            <source>Search syscalls, files, notes</source>
            <translation>Syscalls, Dateien, Notizen durchsuchen</translation>
        </message>
        <message>
            <source>Search syscalls, files and notes</source>
            <translation>Syscalls, Dateien und Notizen durchsuchen</translation>
        </message>
        <message>
            <source>Searches all syscalls by name and by what they do, the files of the images and recordings that are open, and the comments and problems of the profiles that are open.</source>
            <translation>Durchsucht alle Syscalls nach Name und Wirkung, die Dateien der geöffneten Images und Aufzeichnungen sowie die Kommentare und Probleme der geöffneten Profile.</translation>
        </message>
        <message>
            <source>Nothing fits “%1”: no syscall, no file of an image or recording that is open, no comment or problem of a profile that is open.</source>
            <translation>Nichts passt zu „%1“: kein Syscall, keine Datei eines geöffneten Images oder einer geöffneten Aufzeichnung, kein Kommentar oder Problem eines geöffneten Profils.</translation>
        </message>
        <message>
            <source>%1 in %2 · %3</source>
            <extracomment>a syscall: what the profile decides, what it does</extracomment>
            <translation>%1 in %2 · %3</translation>
        </message>
        <message>
            <source>open</source>
            <translation>offen</translation>
        </message>
        <message>
            <source>denied</source>
            <translation>verweigert</translation>
        </message>
        <message>
            <source>Syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message numerus="yes">
            <source>used %1 times by %n processes, first by %2</source>
            <extracomment>a path in a recording</extracomment>
            <translation>
                <numerusform>%1-mal benutzt von %n Prozess, zuerst von %2</numerusform>
                <numerusform>%1-mal benutzt von %n Prozessen, zuerst von %2</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 was %2.</source>
            <comment>a path, and how it was used</comment>
            <translation>%1 wurde %2.</translation>
        </message>
        <message>
            <source>Notes and problems</source>
            <translation>Notizen und Probleme</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::HelpDialog</name>
        <message>
            <source>Guide</source>
            <translation>Anleitung</translation>
        </message>
        <message>
            <source>Pages of the guide</source>
            <translation>Seiten der Anleitung</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Text of the page</source>
            <translation>Text der Seite</translation>
        </message>
        <message>
            <source>Find an action or a key</source>
            <translation>Aktion oder Taste suchen</translation>
        </message>
        <message>
            <source>Actions and their keys</source>
            <translation>Aktionen und ihre Tasten</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>Was sie bewirkt</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <source>Elsewhere</source>
            <translation>Anderswo</translation>
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
        <name>whittle::app::HitList</name>
        <message>
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCharts</name>
        <message>
            <source>What takes up the space, and what of it stays?</source>
            <translation>Was belegt den Speicherplatz, und was davon bleibt?</translation>
        </message>
        <message>
            <source>What takes up the space?</source>
            <translation>Was belegt den Speicherplatz?</translation>
        </message>
        <message>
            <source>Folder or file</source>
            <translation>Ordner oder Datei</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>The image holds no files.</source>
            <translation>Das Image enthält keine Dateien.</translation>
        </message>
        <message>
            <source>Nothing in %1 takes up space.</source>
            <translation>Nichts in %1 belegt Speicherplatz.</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Bleibt</translation>
        </message>
        <message>
            <source>Goes</source>
            <translation>Fällt weg</translation>
        </message>
        <message>
            <source>In the image</source>
            <translation>Im Image</translation>
        </message>
        <message>
            <source>%1 of %2 stay in %3, %4 % go.</source>
            <translation>%1 von %2 bleiben in %3, %4 % fallen weg.</translation>
        </message>
        <message numerus="yes">
            <source>%1 holds %2 in %Ln files.</source>
            <translation>
                <numerusform>%1 enthält %2 in %Ln Datei.</numerusform>
                <numerusform>%1 enthält %2 in %Ln Dateien.</numerusform>
            </translation>
        </message>
        <message>
            <source>A click shows the files. Space, or a click on its name, looks into a folder; Backspace goes up.</source>
            <translation>Ein Klick zeigt die Dateien. Die Leertaste oder ein Klick auf den Namen öffnet einen Ordner; die Rücktaste führt nach oben.</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>size that stays, of the whole size</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>%1: %2 stay.</source>
            <translation>%1: %2 bleiben.</translation>
        </message>
        <message>
            <source>%1: %2 go.</source>
            <translation>%1: %2 fallen weg.</translation>
        </message>
        <message>
            <source>%1: %2, %3 % of %4.</source>
            <translation>%1: %2, %3 % von %4.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln smaller ones</source>
            <comment>files and folders</comment>
            <translation>
                <numerusform>%Ln kleinere</numerusform>
                <numerusform>%Ln kleinere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCompareDocument</name>
        <message>
            <source>%1 → %2</source>
            <extracomment>between the names of two images</extracomment>
            <translation>%1 → %2</translation>
        </message>
        <message>
            <source>Reading the images</source>
            <translation>Images werden gelesen</translation>
        </message>
        <message>
            <source>The comparison was stopped.</source>
            <translation>Der Vergleich wurde abgebrochen.</translation>
        </message>
        <message>
            <source>%1: %2 %</source>
            <comment>step and percentage</comment>
            <translation>%1: %2 %</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCompareFilter</name>
        <message>
            <source>added, removed, changed or same</source>
            <translation>added, removed, changed oder same</translation>
        </message>
        <message>
            <source>There is no “%1” to filter by. Known: change, size, type, what.</source>
            <translation>Nach „%1“ lässt sich nicht filtern. Bekannt: change, size, type, what.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCompareModel</name>
        <message>
            <source>not there</source>
            <translation>nicht vorhanden</translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <extracomment>Read aloud: file name, its size on this side, how it differs</extracomment>
            <translation>%1, %2, %3</translation>
        </message>
        <message numerus="yes">
            <source>%n differ inside</source>
            <translation>
                <numerusform>%n Unterschied darin</numerusform>
                <numerusform>%n Unterschiede darin</numerusform>
            </translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>Modus</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Eigentümer</translation>
        </message>
        <message>
            <source>What differs</source>
            <translation>Was abweicht</translation>
        </message>
        <message>
            <source>only on the right</source>
            <translation>nur rechts</translation>
        </message>
        <message>
            <source>only on the left</source>
            <translation>nur links</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>geändert</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>gleich</translation>
        </message>
        <message>
            <source>other content</source>
            <translation>anderer Inhalt</translation>
        </message>
        <message>
            <source>attribute %1 added</source>
            <translation>Attribut %1 hinzugekommen</translation>
        </message>
        <message>
            <source>attribute %1 removed</source>
            <translation>Attribut %1 weggefallen</translation>
        </message>
        <message>
            <source>attribute %1 changed</source>
            <translation>Attribut %1 geändert</translation>
        </message>
        <message>
            <source>mode %1 → %2</source>
            <translation>Modus %1 → %2</translation>
        </message>
        <message>
            <source>owner %1 → %2</source>
            <translation>Eigentümer %1 → %2</translation>
        </message>
        <message>
            <source>time %1 → %2</source>
            <translation>Zeit %1 → %2</translation>
        </message>
        <message>
            <source>size %1 → %2</source>
            <translation>Größe %1 → %2</translation>
        </message>
        <message>
            <source>target %1 → %2</source>
            <translation>Ziel %1 → %2</translation>
        </message>
        <message>
            <source>device %1 → %2</source>
            <translation>Gerät %1 → %2</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageComparePage</name>
        <message>
            <source>Another Archive…</source>
            <translation>Anderes Archiv…</translation>
        </message>
        <message>
            <source>Another Folder…</source>
            <translation>Anderer Ordner…</translation>
        </message>
        <message>
            <source>Views of the comparison</source>
            <translation>Ansichten des Vergleichs</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Text of the File</source>
            <translation>Text der Datei</translation>
        </message>
        <message>
            <source>Filter: a part of a path, or change:removed what:mode size&gt;1M …</source>
            <translation>Filter: ein Teil eines Pfads oder change:removed what:mode size&gt;1M …</translation>
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
            <source>Only Differences</source>
            <translation>Nur Unterschiede</translation>
        </message>
        <message>
            <source>Leave out what both images have alike</source>
            <translation>Weglassen, was in beiden Images gleich ist</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Zeiten</translation>
        </message>
        <message>
            <source>Count files of which nothing but the time differs</source>
            <translation>Dateien mitzählen, bei denen nur die Zeit abweicht</translation>
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
            <source>Settings of both images</source>
            <translation>Einstellungen beider Images</translation>
        </message>
        <message>
            <source>The images could not be compared: %1</source>
            <translation>Die Images konnten nicht verglichen werden: %1</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>The images are being read and compared.</source>
            <translation>Die Images werden gelesen und verglichen.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Comparing…</source>
            <translation>Wird verglichen…</translation>
        </message>
        <message>
            <source>There is nothing to compare.</source>
            <translation>Es gibt nichts zu vergleichen.</translation>
        </message>
        <message>
            <source>&lt;b&gt;%1 → %2&lt;/b&gt;</source>
            <translation>&lt;b&gt;%1 → %2&lt;/b&gt;</translation>
        </message>
        <message>
            <source>%1, %2 % smaller</source>
            <translation>%1, %2 % kleiner</translation>
        </message>
        <message>
            <source>%1, %2 % larger</source>
            <translation>%1, %2 % größer</translation>
        </message>
        <message numerus="yes">
            <source>%1 → %Ln files</source>
            <translation>
                <numerusform>%1 → %Ln Datei</numerusform>
                <numerusform>%1 → %Ln Dateien</numerusform>
            </translation>
        </message>
        <message>
            <source>Only on the left: &lt;b&gt;%1&lt;/b&gt; (%2)</source>
            <translation>Nur links: &lt;b&gt;%1&lt;/b&gt; (%2)</translation>
        </message>
        <message>
            <source>Only on the right: &lt;b&gt;%1&lt;/b&gt; (%2)</source>
            <translation>Nur rechts: &lt;b&gt;%1&lt;/b&gt; (%2)</translation>
        </message>
        <message>
            <source>Changed: &lt;b&gt;%1&lt;/b&gt; (%2)</source>
            <translation>Geändert: &lt;b&gt;%1&lt;/b&gt; (%2)</translation>
        </message>
        <message>
            <source>Containers of both see the same.</source>
            <translation>Container beider Images sehen dasselbe.</translation>
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
            <source>Settings (%1)</source>
            <translation>Einstellungen (%1)</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows shown of all rows</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Containers of both see the same files.</source>
            <translation>Container beider Images sehen dieselben Dateien.</translation>
        </message>
        <message>
            <source>No difference fits the filter “%1”.</source>
            <translation>Kein Unterschied passt zum Filter „%1“.</translation>
        </message>
        <message>
            <source>Choose a file in the trees to see its text on both sides.</source>
            <translation>In den Bäumen eine Datei auswählen, um ihren Text auf beiden Seiten zu sehen.</translation>
        </message>
        <message>
            <source>It is no file with content.</source>
            <translation>Es ist keine Datei mit Inhalt.</translation>
        </message>
        <message>
            <source>It cannot be shown as a text: %1</source>
            <translation>Es kann nicht als Text angezeigt werden: %1</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ImageCompareTrees</name>
        <message>
            <source>Files of the first image</source>
            <translation>Dateien des ersten Images</translation>
        </message>
        <message>
            <source>Files of the second image</source>
            <translation>Dateien des zweiten Images</translation>
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
        <name>whittle::app::ImageFields</name>
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
            <source>The engine's images could not be listed: %1</source>
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
        <message>
            <source>En&amp;gine</source>
            <translation>En&amp;gine</translation>
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
            <source>Charts</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <source>Views of the image</source>
            <translation>Ansichten des Images</translation>
        </message>
        <message>
            <source>%1, slim</source>
            <translation>%1, schlank</translation>
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
            <source>Slimming %1</source>
            <translation>%1 wird verschlankt</translation>
        </message>
        <message>
            <source>Reading %1 from the engine</source>
            <translation>%1 wird aus der Engine gelesen</translation>
        </message>
        <message>
            <source>The fat image could not be read: %1</source>
            <translation>Das volle Image konnte nicht gelesen werden: %1</translation>
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
            <source>Docker's default: %1</source>
            <translation>Dockers Standardprofil: %1</translation>
        </message>
        <message>
            <source>The same as Docker's default</source>
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
            <source>That is what Docker's default profile answers. Propose a profile to decide it.</source>
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
            <source>Seen %1 times.</source>
            <translation>%1-mal gesehen.</translation>
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
            <source>The recording's base profile answered it %1 times with %2.</source>
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
        <message>
            <source>Rules</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <source>Rule %1: %2</source>
            <extracomment>%1 is a number, %2 "Allow where domain = AF_INET"</extracomment>
            <translation>Regel %1: %2</translation>
        </message>
        <message>
            <source>It does not count here: %1.</source>
            <extracomment>%1 is a reason such as "CAP_SYS_ADMIN is not held"</extracomment>
            <translation>Sie gilt hier nicht: %1.</translation>
        </message>
        <message>
            <source>No rule names it: it gets the default answer.</source>
            <translation>Keine Regel nennt ihn: Er erhält die Standardantwort.</translation>
        </message>
        <message>
            <source>first after %1 s</source>
            <translation>zuerst nach %1 s</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::JobRow</name>
        <message>
            <source>%1: failed</source>
            <comment>a job</comment>
            <translation>%1: fehlgeschlagen</translation>
        </message>
        <message>
            <source>How long it took</source>
            <translation>Wie lange es gedauert hat</translation>
        </message>
        <message>
            <source>Time so far</source>
            <translation>Bisherige Zeit</translation>
        </message>
        <message>
            <source>Progress of “%1”</source>
            <translation>Fortschritt von „%1“</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>Wird abgebrochen…</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Dismiss “%1”</source>
            <translation>„%1“ verwerfen</translation>
        </message>
        <message>
            <source>Cancel “%1”</source>
            <translation>„%1“ abbrechen</translation>
        </message>
        <message>
            <source>Take this failure off the list</source>
            <translation>Diesen Fehlschlag aus der Liste nehmen</translation>
        </message>
        <message>
            <source>Stop this job; what it began is undone</source>
            <translation>Diesen Auftrag abbrechen; Begonnenes wird rückgängig gemacht</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::JobsView</name>
        <message>
            <source>Nothing is running. What takes longer than a moment is shown here, and can be cancelled.</source>
            <translation>Es läuft nichts. Was länger als einen Augenblick dauert, wird hier angezeigt und kann abgebrochen werden.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>step of a job and how far it is</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>how far a job is</comment>
            <translation>%1 von %2</translation>
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
        <message>
            <source>%1, pinned</source>
            <translation>%1, angeheftet</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::LibraryView</name>
        <message>
            <source>Nothing in the library has this in its name or path.</source>
            <translation>Nichts in der Bibliothek hat dies im Namen oder Pfad.</translation>
        </message>
        <message>
            <source>Find in the library</source>
            <translation>In der Bibliothek suchen</translation>
        </message>
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
            <source>Unpin</source>
            <translation>Lösen</translation>
        </message>
        <message>
            <source>Pin to the Top</source>
            <translation>Oben anheften</translation>
        </message>
        <message>
            <source>Remove from the Library</source>
            <translation>Aus der Bibliothek entfernen</translation>
        </message>
        <message>
            <source>What is open, in bold, and what was open before. Enter or a double click opens it; the menu of an entry pins it, compares it, attaches a recording or takes the entry out. Two or three that are selected can be compared.</source>
            <translation>Was geöffnet ist (fett) und was vorher geöffnet war. Eingabetaste oder Doppelklick öffnet es; das Menü eines Eintrags heftet ihn an, vergleicht ihn, hängt eine Aufzeichnung an oder entfernt den Eintrag. Zwei oder drei ausgewählte Einträge können verglichen werden.</translation>
        </message>
        <message>
            <source>Compare the Two</source>
            <translation>Beide vergleichen</translation>
        </message>
        <message>
            <source>Compare the Three</source>
            <translation>Alle drei vergleichen</translation>
        </message>
        <message>
            <source>Compare with the Current Tab</source>
            <translation>Mit aktuellem Unterfenster vergleichen</translation>
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
        <name>whittle::app::LiveSyscallModel</name>
        <message>
            <source>%1, %2 risk, called %3 times, refused %4 times</source>
            <translation>%1, Risiko %2, %3-mal aufgerufen, %4-mal abgelehnt</translation>
        </message>
        <message>
            <source>%1, %2 risk, called %3 times</source>
            <translation>%1, Risiko %2, %3-mal aufgerufen</translation>
        </message>
        <message>
            <source>Syscall</source>
            <translation>Syscall</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Aufrufe</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>First after (s)</source>
            <translation>Zuerst nach (s)</translation>
        </message>
        <message>
            <source>First by</source>
            <translation>Zuerst von</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::MainWindow</name>
        <message>
            <source>&amp;Open…</source>
            <translation>Ö&amp;ffnen…</translation>
        </message>
        <message>
            <source>Open profiles and recordings</source>
            <translation>Profile und Aufzeichnungen öffnen</translation>
        </message>
        <message>
            <source>New from &amp;Docker's Default</source>
            <translation>Neu aus &amp;Dockers Standardprofil</translation>
        </message>
        <message>
            <source>Start a profile from what Docker allows when nobody asks</source>
            <translation>Ein Profil mit dem beginnen, was Docker ohne Vorgabe erlaubt</translation>
        </message>
        <message>
            <source>New from &amp;Podman's Default</source>
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
            <source>Save the profile or recording</source>
            <translation>Profil oder Aufzeichnung speichern</translation>
        </message>
        <message>
            <source>Save &amp;As…</source>
            <translation>Speichern &amp;unter…</translation>
        </message>
        <message>
            <source>Save the profile or recording as another file</source>
            <translation>Profil oder Aufzeichnung als andere Datei speichern</translation>
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
            <source>Take the last change back</source>
            <translation>Die letzte Änderung zurücknehmen</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Wieder&amp;herstellen</translation>
        </message>
        <message>
            <source>Do again what was taken back</source>
            <translation>Zurückgenommenes wiederherstellen</translation>
        </message>
        <message>
            <source>Close A&amp;ll</source>
            <translation>A&amp;lle schließen</translation>
        </message>
        <message>
            <source>Close all tabs</source>
            <translation>Alle Unterfenster schließen</translation>
        </message>
        <message>
            <source>Show in the &amp;Source</source>
            <translation>In der &amp;Quelle anzeigen</translation>
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
            <source>Show a recording's evidence beside the decisions of this profile</source>
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
            <source>&amp;Find an Action…</source>
            <translation>Aktion &amp;suchen…</translation>
        </message>
        <message>
            <source>Find any action by a few letters of its name</source>
            <translation>Beliebige Aktion über einige Buchstaben ihres Namens finden</translation>
        </message>
        <message>
            <source>Search &amp;Everything</source>
            <translation>&amp;Alles durchsuchen</translation>
        </message>
        <message>
            <source>Search syscalls, files of images and recordings, comments and problems</source>
            <translation>Syscalls, Dateien von Images und Aufzeichnungen, Kommentare und Probleme durchsuchen</translation>
        </message>
        <message>
            <source>Se&amp;ttings…</source>
            <translation>E&amp;instellungen…</translation>
        </message>
        <message>
            <source>Choose colours, fonts, the default environment, the engine and the program for differences</source>
            <translation>Farben, Schriften, Standardumgebung, Engine und Vergleichsprogramm wählen</translation>
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
            <source>Allow the syscalls and write each call to the kernel's log</source>
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
            <source>Copy Ro&amp;ws</source>
            <translation>&amp;Zeilen kopieren</translation>
        </message>
        <message>
            <source>Copy the selected rows, separated by tabs</source>
            <translation>Ausgewählte Zeilen kopieren, durch Tabulatoren getrennt</translation>
        </message>
        <message>
            <source>Show in the &amp;Table</source>
            <translation>In der &amp;Tabelle anzeigen</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Show or hide what you have: images, recordings and profiles</source>
            <translation>Ein- oder ausblenden, was vorhanden ist: Images, Aufzeichnungen und Profile</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>Inspektor</translation>
        </message>
        <message>
            <source>Show or hide what is known of the selected syscall or file</source>
            <translation>Ein- oder ausblenden, was über den ausgewählten Syscall oder die Datei bekannt ist</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
        <message>
            <source>Show or hide what is wrong with the profile</source>
            <translation>Ein- oder ausblenden, was am Profil nicht stimmt</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <source>Show or hide what is running and what failed</source>
            <translation>Ein- oder ausblenden, was läuft und was fehlgeschlagen ist</translation>
        </message>
        <message>
            <source>Open &amp;Recent</source>
            <translation>&amp;Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>&amp;Many at Once</source>
            <translation>&amp;Mehrere zugleich</translation>
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
            <source>Whittle</source>
            <translation>Whittle</translation>
        </message>
        <message>
            <source>%1[*] – Whittle</source>
            <translation>%1[*] – Whittle</translation>
        </message>
        <message>
            <source>Not saved as a file yet</source>
            <translation>Noch nicht als Datei gespeichert</translation>
        </message>
        <message>
            <source>Docker's default</source>
            <translation>Dockers Standardprofil</translation>
        </message>
        <message>
            <source>What Docker lets through when nobody asks</source>
            <translation>Was Docker ohne Vorgabe durchlässt</translation>
        </message>
        <message>
            <source>Podman's default</source>
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
            <source>Re&amp;place…</source>
            <translation>Ers&amp;etzen…</translation>
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
            <source>Show what mends the problems in the cursor's line</source>
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
            <source>Take from &amp;Docker's Default</source>
            <translation>Aus &amp;Dockers Standardprofil übernehmen</translation>
        </message>
        <message>
            <source>Decide as Docker's default profile does; the selection, or everything</source>
            <translation>Wie Dockers Standardprofil entscheiden; die Auswahl oder alles</translation>
        </message>
        <message>
            <source>Take from &amp;Podman's Default</source>
            <translation>Aus &amp;Podmans Standardprofil übernehmen</translation>
        </message>
        <message>
            <source>Decide as Podman's default profile does; the selection, or everything</source>
            <translation>Wie Podmans Standardprofil entscheiden; die Auswahl oder alles</translation>
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
            <source>&amp;Guide</source>
            <translation>&amp;Anleitung</translation>
        </message>
        <message>
            <source>Read how to work with the view in front</source>
            <translation>Lesen, wie mit der aktuellen Ansicht gearbeitet wird</translation>
        </message>
        <message>
            <source>&amp;Keyboard Shortcuts</source>
            <translation>&amp;Tastenkürzel</translation>
        </message>
        <message>
            <source>Show every action with its keys</source>
            <translation>Jede Aktion mit ihren Tasten anzeigen</translation>
        </message>
        <message>
            <source>&amp;What's This?</source>
            <translation>&amp;Was ist das?</translation>
        </message>
        <message>
            <source>Click something to read what it is for</source>
            <translation>Etwas anklicken, um zu lesen, wozu es dient</translation>
        </message>
        <message>
            <source>The language changes when Whittle is started the next time.</source>
            <translation>Die Sprache ändert sich beim nächsten Start von Whittle.</translation>
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
            <source>Reb&amp;uild with These Changes</source>
            <translation>Mit diesen Änderungen ne&amp;u bauen</translation>
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
            <source>Jobs (%1)</source>
            <translation>Aufträge (%1)</translation>
        </message>
        <message>
            <source>Problems (%1)</source>
            <translation>Probleme (%1)</translation>
        </message>
        <message>
            <source>%1 *</source>
            <translation>%1 *</translation>
        </message>
        <message>
            <source>&amp;Record…</source>
            <translation>Auf&amp;zeichnen…</translation>
        </message>
        <message>
            <source>Run a program or an image and record what it does</source>
            <translation>Ein Programm oder Image ausführen und aufzeichnen, was es tut</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Aufzeichnen</translation>
        </message>
        <message>
            <source>&amp;Try the Profile…</source>
            <translation>Profil a&amp;usprobieren…</translation>
        </message>
        <message>
            <source>Run a program or an image under this profile as it is now, and see what is refused</source>
            <translation>Ein Programm oder Image unter diesem Profil im jetzigen Stand ausführen und sehen, was abgelehnt wird</translation>
        </message>
        <message>
            <source>List what a profile would have refused of a recording</source>
            <translation>Auflisten, was ein Profil von einer Aufzeichnung abgelehnt hätte</translation>
        </message>
        <message>
            <source>&amp;Finish</source>
            <translation>A&amp;bschließen</translation>
        </message>
        <message>
            <source>End the run in this tab and keep what was recorded</source>
            <translation>Den Lauf in diesem Unterfenster beenden und das Aufgezeichnete behalten</translation>
        </message>
        <message>
            <source>Pa&amp;use the View</source>
            <translation>Ansicht an&amp;halten</translation>
        </message>
        <message>
            <source>Hold the tables still or let them go on; the recording goes on in any case</source>
            <translation>Die Tabellen anhalten oder weiterlaufen lassen; die Aufzeichnung läuft in jedem Fall weiter</translation>
        </message>
        <message>
            <source>&amp;Stop without a Recording</source>
            <translation>&amp;Ohne Aufzeichnung abbrechen</translation>
        </message>
        <message>
            <source>End the run in this tab and forget it</source>
            <translation>Den Lauf in diesem Unterfenster beenden und vergessen</translation>
        </message>
        <message>
            <source>Replay the Recording</source>
            <translation>Aufzeichnung abspielen</translation>
        </message>
        <message>
            <source>List what would have been refused by</source>
            <translation>Auflisten, was abgelehnt worden wäre von</translation>
        </message>
        <message>
            <source>A file…</source>
            <translation>Eine Datei…</translation>
        </message>
        <message>
            <source>Replay a Recording</source>
            <translation>Aufzeichnung abspielen</translation>
        </message>
        <message>
            <source>List what “%1” would have refused of</source>
            <translation>Auflisten, was „%1“ abgelehnt hätte von</translation>
        </message>
        <message>
            <source>Rep&amp;lay…</source>
            <translation>A&amp;bspielen…</translation>
        </message>
        <message>
            <source>Go to the text, and from there back to the table or the rules</source>
            <translation>Zum Text gehen und von dort zurück zur Tabelle oder zu den Regeln</translation>
        </message>
        <message>
            <source>S&amp;how the Rules</source>
            <translation>Rege&amp;ln anzeigen</translation>
        </message>
        <message>
            <source>Go to the rules as the file has them, at the one that names the current syscall</source>
            <translation>Zu den Regeln gehen, wie sie in der Datei stehen, zu der, die den aktuellen Syscall nennt</translation>
        </message>
        <message>
            <source>Sh&amp;ow in the Rules</source>
            <translation>&amp;In den Regeln anzeigen</translation>
        </message>
        <message>
            <source>&amp;Compare…</source>
            <translation>&amp;Vergleichen…</translation>
        </message>
        <message>
            <source>Compare what is in this tab with another profile, recording or image</source>
            <translation>Den Inhalt dieses Unterfensters mit einem anderen Profil, einer anderen Aufzeichnung oder einem anderen Image vergleichen</translation>
        </message>
        <message>
            <source>&amp;Swap the Sides</source>
            <translation>Seiten &amp;tauschen</translation>
        </message>
        <message>
            <source>Look at the comparison the other way round</source>
            <translation>Den Vergleich andersherum betrachten</translation>
        </message>
        <message>
            <source>&amp;Next Difference</source>
            <translation>&amp;Nächster Unterschied</translation>
        </message>
        <message>
            <source>Go to the next difference</source>
            <translation>Zum nächsten Unterschied gehen</translation>
        </message>
        <message>
            <source>&amp;Previous Difference</source>
            <translation>V&amp;orheriger Unterschied</translation>
        </message>
        <message>
            <source>Go to the difference before</source>
            <translation>Zum vorherigen Unterschied gehen</translation>
        </message>
        <message>
            <source>Copy to the &amp;Right</source>
            <translation>Nach &amp;rechts kopieren</translation>
        </message>
        <message>
            <source>Put the selected decisions, or the lines at the cursor, of the first side into the second</source>
            <translation>Ausgewählte Entscheidungen oder die Zeilen am Cursor von der ersten Seite in die zweite übernehmen</translation>
        </message>
        <message>
            <source>Copy to the &amp;Left</source>
            <translation>Nach &amp;links kopieren</translation>
        </message>
        <message>
            <source>Put the selected decisions, or the lines at the cursor, of the second side into the first</source>
            <translation>Ausgewählte Entscheidungen oder die Zeilen am Cursor von der zweiten Seite in die erste übernehmen</translation>
        </message>
        <message>
            <source>Export as &amp;HTML…</source>
            <translation>Als &amp;HTML exportieren…</translation>
        </message>
        <message>
            <source>Save the comparison as a page that needs nothing else</source>
            <translation>Den Vergleich als Seite speichern, die nichts weiter braucht</translation>
        </message>
        <message>
            <source>Export as &amp;Markdown…</source>
            <translation>Als &amp;Markdown exportieren…</translation>
        </message>
        <message>
            <source>Save the comparison as Markdown, for issues and merge requests</source>
            <translation>Den Vergleich als Markdown speichern, für Issues und Merge-Requests</translation>
        </message>
        <message>
            <source>Show in Another Pro&amp;gram</source>
            <translation>In anderem &amp;Programm anzeigen</translation>
        </message>
        <message>
            <source>Show both texts in the program for comparing texts that the settings name</source>
            <translation>Beide Texte in dem Vergleichsprogramm anzeigen, das die Einstellungen nennen</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>&amp;Find Rules</source>
            <translation>Regeln &amp;suchen</translation>
        </message>
        <message>
            <source>E&amp;xport…</source>
            <translation>E&amp;xportieren …</translation>
        </message>
        <message>
            <source>Write this for Docker, Podman, Compose, Kubernetes, systemd, bubblewrap, C or people, and see what is lost on the way</source>
            <translation>Dies für Docker, Podman, Compose, Kubernetes, systemd, bubblewrap, C oder Menschen schreiben und sehen, was dabei verloren geht</translation>
        </message>
        <message>
            <source>Propose an AppAr&amp;mor Profile</source>
            <translation>AppAr&amp;mor-Profil vorschlagen</translation>
        </message>
        <message>
            <source>Propose an AppArmor profile from the recording in this tab</source>
            <translation>Aus der Aufzeichnung in diesem Reiter ein AppArmor-Profil vorschlagen</translation>
        </message>
        <message>
            <source>Sh&amp;ow the Accesses</source>
            <translation>&amp;Zugriffe zeigen</translation>
        </message>
        <message>
            <source>&amp;Filter Accesses</source>
            <translation>Zugriffe &amp;filtern</translation>
        </message>
        <message>
            <source>Proposing an AppArmor profile</source>
            <translation>AppArmor-Profil wird vorgeschlagen</translation>
        </message>
        <message>
            <source>No AppArmor profile could be proposed: %1</source>
            <translation>Es konnte kein AppArmor-Profil vorgeschlagen werden: %1</translation>
        </message>
        <message>
            <source>%1-apparmor</source>
            <comment>file name of a proposed profile</comment>
            <translation>%1-apparmor</translation>
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
        <name>whittle::app::OutsideChanges</name>
        <message>
            <source>“%1” has changed on the disk. The tab shows what it was.</source>
            <translation>„%1“ hat sich auf dem Datenträger geändert. Das Unterfenster zeigt den alten Stand.</translation>
        </message>
        <message>
            <source>Read It Again</source>
            <translation>Neu einlesen</translation>
        </message>
        <message>
            <source>“%1” was deleted or moved by another program. What is shown here exists nowhere else.</source>
            <translation>„%1“ wurde von einem anderen Programm gelöscht oder verschoben. Was hier angezeigt wird, gibt es sonst nirgends.</translation>
        </message>
        <message>
            <source>Save It Again</source>
            <translation>Erneut speichern</translation>
        </message>
        <message>
            <source>The file could not be read again: %1</source>
            <translation>Die Datei konnte nicht neu eingelesen werden: %1</translation>
        </message>
        <message>
            <source>“%1” was changed by another program and has been read again.</source>
            <translation>„%1“ wurde von einem anderen Programm geändert und neu eingelesen.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>“%1” was changed by another program, and has changes of yours that are not saved.</source>
            <translation>„%1“ wurde von einem anderen Programm geändert und hat eigene, nicht gespeicherte Änderungen.</translation>
        </message>
        <message>
            <source>Keep Mine</source>
            <translation>Eigene behalten</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::PolicySource</name>
        <message>
            <source>Text of the AppArmor policy</source>
            <translation>Text der AppArmor-Richtlinie</translation>
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
        <message>
            <source>Looking for problems…</source>
            <translation>Probleme werden gesucht …</translation>
        </message>
        <message>
            <source>Nothing was found that is wrong with this policy.</source>
            <translation>An dieser Richtlinie wurde nichts Falsches gefunden.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ProfileCharts</name>
        <message>
            <source>This profile</source>
            <translation>Dieses Profil</translation>
        </message>
        <message>
            <source>Docker’s default</source>
            <translation>Dockers Standardprofil</translation>
        </message>
        <message>
            <source>Podman’s default</source>
            <translation>Podmans Standardprofil</translation>
        </message>
        <message>
            <source>The text is not a profile yet, so there is nothing to count.</source>
            <translation>Der Text ist noch kein Profil, also gibt es nichts zu zählen.</translation>
        </message>
        <message>
            <source>A container would not start with this profile, so it allows nothing that could be counted: %1</source>
            <translation>Mit diesem Profil würde kein Container starten, also erlaubt es nichts, was sich zählen ließe: %1</translation>
        </message>
        <message>
            <source>There are no syscalls of this ABI to count.</source>
            <translation>Es gibt keine Syscalls dieser ABI zu zählen.</translation>
        </message>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <comment>after a list</comment>
            <translation>
                <numerusform>%1 und noch %Ln</numerusform>
                <numerusform>%1 und %Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>What does this profile still allow?</source>
            <translation>Was erlaubt dieses Profil noch?</translation>
        </message>
        <message>
            <source>Risk and profile</source>
            <translation>Risiko und Profil</translation>
        </message>
        <message>
            <source>Syscalls that may be executed</source>
            <translation>Syscalls, die ausgeführt werden dürfen</translation>
        </message>
        <message>
            <source>%1 of %2 syscalls are open, risk %3 of 100. Docker’s default leaves %4 open, risk %5; Podman’s default %6, risk %7.</source>
            <translation>%1 von %2 Syscalls sind offen, Risiko %3 von 100. Dockers Standardprofil lässt %4 offen, Risiko %5; Podmans Standardprofil %6, Risiko %7.</translation>
        </message>
        <message>
            <source>Filled: whatever the arguments. Outlined: with some arguments only.</source>
            <translation>Gefüllt: mit beliebigen Argumenten. Umrandet: nur mit manchen Argumenten.</translation>
        </message>
        <message>
            <source>%1 risk, any arguments</source>
            <translation>Risiko %1, beliebige Argumente</translation>
        </message>
        <message>
            <source>%1 risk, some arguments</source>
            <translation>Risiko %1, manche Argumente</translation>
        </message>
        <message numerus="yes">
            <source>%1 risk, %Ln syscalls</source>
            <translation>
                <numerusform>Risiko %1, %Ln Syscall</numerusform>
                <numerusform>Risiko %1, %Ln Syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 allows %Ln syscalls of %2 risk with any arguments.</source>
            <translation>
                <numerusform>%1 erlaubt %Ln Syscall mit Risiko %2 bei beliebigen Argumenten.</numerusform>
                <numerusform>%1 erlaubt %Ln Syscalls mit Risiko %2 bei beliebigen Argumenten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 allows %Ln syscalls of %2 risk with some arguments only.</source>
            <translation>
                <numerusform>%1 erlaubt %Ln Syscall mit Risiko %2 nur bei manchen Argumenten.</numerusform>
                <numerusform>%1 erlaubt %Ln Syscalls mit Risiko %2 nur bei manchen Argumenten.</numerusform>
            </translation>
        </message>
        <message>
            <source>How many known kernel holes stay open?</source>
            <translation>Wie viele bekannte Kernel-Lücken bleiben offen?</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>Known kernel holes (CVEs)</source>
            <translation>Bekannte Kernel-Lücken (CVEs)</translation>
        </message>
        <message numerus="yes">
            <source>Closes %Ln known kernel holes (CVEs) that Docker’s default leaves open;</source>
            <translation>
                <numerusform>Schließt %Ln bekannte Kernel-Lücke (CVE), die Dockers Standardprofil offen lässt;</numerusform>
                <numerusform>Schließt %Ln bekannte Kernel-Lücken (CVEs), die Dockers Standardprofil offen lässt;</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln are left open.</source>
            <translation>
                <numerusform>%Ln bleibt offen.</numerusform>
                <numerusform>%Ln bleiben offen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of these are closed by Docker’s default.</source>
            <translation>
                <numerusform>%Ln davon schließt Dockers Standardprofil.</numerusform>
                <numerusform>%Ln davon schließt Dockers Standardprofil.</numerusform>
            </translation>
        </message>
        <message>
            <source>A hole counts as open where a syscall that leads to it may be executed. Only holes of the built-in catalogue are known.</source>
            <translation>Eine Lücke gilt als offen, wenn ein Syscall, der zu ihr führt, ausgeführt werden darf. Nur Lücken des mitgelieferten Katalogs sind bekannt.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Geschlossen</translation>
        </message>
        <message>
            <source>Closed here, open there</source>
            <translation>Hier geschlossen, dort offen</translation>
        </message>
        <message>
            <source>Open in both</source>
            <translation>In beiden offen</translation>
        </message>
        <message numerus="yes">
            <source>Of %Ln known holes, open and closed</source>
            <translation>
                <numerusform>Von %Ln bekannten Lücke, offen und geschlossen</numerusform>
                <numerusform>Von %Ln bekannten Lücken, offen und geschlossen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln open</source>
            <comment>kernel holes</comment>
            <translation>
                <numerusform>%Ln offen</numerusform>
                <numerusform>%Ln offen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves %Ln holes open: %2.</source>
            <translation>
                <numerusform>%1 lässt %Ln Lücke offen: %2.</numerusform>
                <numerusform>%1 lässt %Ln Lücken offen: %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 closes %Ln holes.</source>
            <translation>
                <numerusform>%1 schließt %Ln Lücke.</numerusform>
                <numerusform>%1 schließt %Ln Lücken.</numerusform>
            </translation>
        </message>
        <message>
            <source>Against %1</source>
            <translation>Gegenüber %1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>name of a bar and what it counts</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Closed only here</source>
            <translation>Nur hier geschlossen</translation>
        </message>
        <message>
            <source>Open only here</source>
            <translation>Nur hier offen</translation>
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
            <source>Charts</source>
            <translation>Diagramme</translation>
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
            <extracomment>%1 is the step that was done, e.g. "Deny 12 syscalls that were never seen"</extracomment>
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
        <message>
            <source>Rules</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <source>Every syscall, as the kernel decides it</source>
            <translation>Jeder Syscall, wie der Kernel ihn entscheidet</translation>
        </message>
        <message>
            <source>The rules, as the file has them</source>
            <translation>Die Regeln, wie sie in der Datei stehen</translation>
        </message>
        <message>
            <source>The text of the file</source>
            <translation>Der Text der Datei</translation>
        </message>
        <message>
            <source>Figures of the profile and of the attached recordings</source>
            <translation>Zahlen zum Profil und zu den angehängten Aufzeichnungen</translation>
        </message>
        <message>
            <source>“%1” is shown as evidence: see the columns Seen and By.</source>
            <translation>„%1“ wird als Beleg gezeigt: siehe die Spalten Gesehen und Von.</translation>
        </message>
        <message>
            <source>Show What Was Seen</source>
            <translation>Gesehenes zeigen</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RecordChoices</name>
        <message>
            <source>Name the program that is to run, with its arguments.</source>
            <translation>Das auszuführende Programm mit seinen Argumenten nennen.</translation>
        </message>
        <message>
            <source>The program's words cannot be told apart: %1</source>
            <translation>Die Wörter des Programms lassen sich nicht trennen: %1</translation>
        </message>
        <message>
            <source>The folder “%1” is not there.</source>
            <translation>Der Ordner „%1“ ist nicht vorhanden.</translation>
        </message>
        <message>
            <source>Name an image, or choose an archive.</source>
            <translation>Ein Image nennen oder ein Archiv wählen.</translation>
        </message>
        <message>
            <source>“%1” is a folder, which an engine cannot load. Choose an archive, such as “docker save” writes.</source>
            <translation>„%1“ ist ein Ordner, den eine Engine nicht laden kann. Ein Archiv wählen, wie es „docker save“ schreibt.</translation>
        </message>
        <message>
            <source>“%1” is not an image archive.</source>
            <translation>„%1“ ist kein Image-Archiv.</translation>
        </message>
        <message>
            <source>The base profile “%1” is not there.</source>
            <translation>Das Basisprofil „%1“ ist nicht vorhanden.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RecordDialog</name>
        <message>
            <source>A &amp;program of this machine</source>
            <translation>Ein Programm &amp;dieses Rechners</translation>
        </message>
        <message>
            <source>A container &amp;image</source>
            <translation>Ein Container-&amp;Image</translation>
        </message>
        <message>
            <source>Try the Profile</source>
            <translation>Profil ausprobieren</translation>
        </message>
        <message>
            <source>Record a Run</source>
            <translation>Lauf aufzeichnen</translation>
        </message>
        <message>
            <source>Runs it under “%1” as it is in the window, saved or not, and shows what the profile refuses.</source>
            <translation>Führt es unter „%1“ aus, wie es im Fenster steht, gespeichert oder nicht, und zeigt, was das Profil ablehnt.</translation>
        </message>
        <message>
            <source>Runs it under the tracer and shows what it does. The recording can be saved, and a profile proposed from it.</source>
            <translation>Führt es unter dem Tracer aus und zeigt, was es tut. Die Aufzeichnung kann gespeichert und ein Profil daraus vorgeschlagen werden.</translation>
        </message>
        <message>
            <source>Run it &amp;once more under the kernel's own filter</source>
            <translation>&amp;Noch einmal unter dem Filter des Kernels ausführen</translation>
        </message>
        <message>
            <source>The tracer answers in the kernel's place, to see each refusal. A second run, with the filter loaded into the kernel, shows that the outcome is the same; what the program does, it does twice.</source>
            <translation>Der Tracer antwortet anstelle des Kernels, um jede Ablehnung zu sehen. Ein zweiter Lauf mit in den Kernel geladenem Filter zeigt, dass das Ergebnis gleich ist; was das Programm tut, tut es zweimal.</translation>
        </message>
        <message>
            <source>The profile that answers while it runs, as it will in production: what it refuses is refused now too, and seen. A file, or one of the list.</source>
            <translation>Das Profil, das während des Laufs antwortet, wie später im Betrieb: Was es ablehnt, wird auch jetzt abgelehnt und gesehen. Eine Datei oder eines aus der Liste.</translation>
        </message>
        <message>
            <source>Base profile</source>
            <translation>Basisprofil</translation>
        </message>
        <message>
            <source>&amp;Choose…</source>
            <translation>&amp;Wählen…</translation>
        </message>
        <message>
            <source>&amp;Base profile</source>
            <translation>&amp;Basisprofil</translation>
        </message>
        <message>
            <source>&amp;Try It</source>
            <translation>&amp;Ausprobieren</translation>
        </message>
        <message>
            <source>&amp;Record</source>
            <translation>&amp;Aufzeichnen</translation>
        </message>
        <message>
            <source>ls -l "/some folder"</source>
            <translation>ls -l "/ein Ordner"</translation>
        </message>
        <message>
            <source>The program and its arguments, quoted as in a shell. Pipes and variables need one: sh -c '…'. What it prints is in the log; its input is empty.</source>
            <translation>Das Programm und seine Argumente, in Anführungszeichen wie in einer Shell. Pipes und Variablen brauchen eine: sh -c '…'. Die Ausgabe steht im Protokoll; die Eingabe ist leer.</translation>
        </message>
        <message>
            <source>Pro&amp;gram</source>
            <translation>&amp;Programm</translation>
        </message>
        <message>
            <source>Working folder</source>
            <translation>Arbeitsordner</translation>
        </message>
        <message>
            <source>C&amp;hoose…</source>
            <translation>Wä&amp;hlen…</translation>
        </message>
        <message>
            <source>&amp;Working folder</source>
            <translation>A&amp;rbeitsordner</translation>
        </message>
        <message>
            <source>&amp;Until it ends by itself</source>
            <translation>Bis es von &amp;selbst endet</translation>
        </message>
        <message>
            <source>&amp;At most</source>
            <translation>&amp;Höchstens</translation>
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
            <source>Choose the Folder to Run It In</source>
            <translation>Ordner für die Ausführung wählen</translation>
        </message>
        <message>
            <source>What the engine applies by itself</source>
            <translation>Was die Engine von sich aus anwendet</translation>
        </message>
        <message>
            <source>None: the kernel answers everything</source>
            <translation>Keines: Der Kernel beantwortet alles</translation>
        </message>
        <message>
            <source>Docker's default</source>
            <translation>Dockers Standardprofil</translation>
        </message>
        <message>
            <source>Podman's default</source>
            <translation>Podmans Standardprofil</translation>
        </message>
        <message>
            <source>Start it &amp;once more with the profile in the engine</source>
            <translation>&amp;Noch einmal mit dem Profil in der Engine starten</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RecordTabs</name>
        <message>
            <source>The profile cannot be tried: %1</source>
            <translation>Das Profil kann nicht ausprobiert werden: %1</translation>
        </message>
        <message>
            <source>The profile cannot be tried while its text is not valid.</source>
            <translation>Das Profil kann nicht ausprobiert werden, solange sein Text ungültig ist.</translation>
        </message>
        <message>
            <source>%1 under %2</source>
            <comment>program and profile</comment>
            <translation>%1 unter %2</translation>
        </message>
        <message>
            <source>No engine can run the image: %1</source>
            <translation>Keine Engine kann das Image ausführen: %1</translation>
        </message>
        <message>
            <source>What was found, and what mends it:</source>
            <translation>Was gefunden wurde und was es behebt:</translation>
        </message>
        <message>
            <source>Start Docker, or install Podman, which Whittle starts by itself. “whittle-cli doctor” says more. Programs of this machine can be recorded without an engine.</source>
            <translation>Docker starten oder Podman installieren, das Whittle selbst startet. „whittle-cli doctor“ sagt mehr. Programme dieses Rechners lassen sich ohne Engine aufzeichnen.</translation>
        </message>
        <message>
            <source>recording</source>
            <comment>file name</comment>
            <translation>aufzeichnung</translation>
        </message>
        <message>
            <source>The recording was not saved: %1</source>
            <translation>Die Aufzeichnung wurde nicht gespeichert: %1</translation>
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
            <source>Syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Diagramme</translation>
        </message>
        <message>
            <source>Views of the recording</source>
            <translation>Ansichten der Aufzeichnung</translation>
        </message>
        <message>
            <source>Log of the run</source>
            <translation>Protokoll des Laufs</translation>
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
            <source>Syscalls that were seen</source>
            <translation>Gesehene Syscalls</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows shown of all rows</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>The recording saw no syscall.</source>
            <translation>Die Aufzeichnung hat keinen Syscall gesehen.</translation>
        </message>
        <message>
            <source>No syscall fits the filter “%1”.</source>
            <translation>Kein Syscall passt zum Filter „%1“.</translation>
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
            <source>%1 syscalls, called %2 times by %n processes</source>
            <translation>
                <numerusform>%1 Syscalls, %2-mal aufgerufen von %n Prozess</numerusform>
                <numerusform>%1 Syscalls, %2-mal aufgerufen von %n Prozessen</numerusform>
            </translation>
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
            <source>Imported</source>
            <translation>Importiert</translation>
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
        <message>
            <source>Replay under a Profile…</source>
            <translation>Unter einem Profil abspielen…</translation>
        </message>
        <message>
            <source>Lists what a profile would have refused of this run</source>
            <translation>Listet auf, was ein Profil von diesem Lauf abgelehnt hätte</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Speichern…</translation>
        </message>
        <message>
            <source>This recording is no file yet</source>
            <translation>Diese Aufzeichnung ist noch keine Datei</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>What was done and printed while it was recorded; not part of the recording</source>
            <translation>Was während der Aufzeichnung getan und ausgegeben wurde; kein Teil der Aufzeichnung</translation>
        </message>
        <message>
            <source>Filter: a word, or risk&gt;=high proc:nginx seen&gt;=100 …</source>
            <translation>Filter: ein Wort oder risk&gt;=high proc:nginx seen&gt;=100 …</translation>
        </message>
        <message>
            <source>Container</source>
            <translation>Container</translation>
        </message>
        <message>
            <source>More that can be proposed from this recording</source>
            <translation>Was sich aus dieser Aufzeichnung noch vorschlagen lässt</translation>
        </message>
        <message>
            <source>More proposals</source>
            <translation>Weitere Vorschläge</translation>
        </message>
        <message>
            <source>Propose an AppArmor Profile</source>
            <translation>AppArmor-Profil vorschlagen</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::Recovery</name>
        <message>
            <source>Changes that are not saved would be lost in a crash, because they cannot be kept aside: %1</source>
            <translation>Nicht gespeicherte Änderungen gingen bei einem Absturz verloren, weil sie nicht gesichert werden können: %1</translation>
        </message>
        <message>
            <source>the folder %1 could not be made.</source>
            <translation>der Ordner %1 konnte nicht angelegt werden.</translation>
        </message>
        <message>
            <source>an untitled profile</source>
            <translation>ein unbenanntes Profil</translation>
        </message>
        <message numerus="yes">
            <source>Whittle ended before %n documents were saved. They can be brought back with their undo: %1</source>
            <translation>
                <numerusform>Whittle endete, bevor %n Dokument gespeichert war. Es kann samt Rückgängig-Schritten wiederhergestellt werden: %1</numerusform>
                <numerusform>Whittle endete, bevor %n Dokumente gespeichert waren. Sie können samt Rückgängig-Schritten wiederhergestellt werden: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Bring Them Back</source>
            <translation>Wiederherstellen</translation>
        </message>
        <message>
            <source>Throw Them Away</source>
            <translation>Verwerfen</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::Refusal</name>
        <message>
            <source>argument %1</source>
            <translation>Argument %1</translation>
        </message>
        <message>
            <source>%1 = %2</source>
            <extracomment>name and value of an argument</extracomment>
            <translation>%1 = %2</translation>
        </message>
        <message>
            <source> or </source>
            <comment>between two answers of a profile</comment>
            <translation> oder </translation>
        </message>
        <message>
            <source>%1 was not recorded, or not every value of it</source>
            <translation>%1 wurde nicht aufgezeichnet, oder nicht jeder Wert davon</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RefusalModel</name>
        <message>
            <source>%1, %2 risk, %3, %4</source>
            <translation>%1, Risiko %2, %3, %4</translation>
        </message>
        <message numerus="yes">
            <source>%1 (%n processes)</source>
            <translation>
                <numerusform>%1 (%n Prozess)</numerusform>
                <numerusform>%1 (%n Prozesse)</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 and more</source>
            <translation>%1 und mehr</translation>
        </message>
        <message>
            <source>Syscall</source>
            <translation>Syscall</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Aufrufe</translation>
        </message>
        <message>
            <source>Calls refused</source>
            <translation>Abgelehnte Aufrufe</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Mit</translation>
        </message>
        <message>
            <source>Now</source>
            <comment>under the profile as it is now</comment>
            <translation>Jetzt</translation>
        </message>
        <message>
            <source>refused</source>
            <comment>under the profile now</comment>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <source>some allowed</source>
            <comment>under the profile now</comment>
            <translation>teils erlaubt</translation>
        </message>
        <message>
            <source>allowed now</source>
            <comment>under the profile now</comment>
            <translation>jetzt erlaubt</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>perhaps %1 of %2</source>
            <translation>vielleicht %1 von %2</translation>
        </message>
        <message>
            <source>%1, perhaps %2 of %3</source>
            <translation>%1, vielleicht %2 von %3</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RefusalView</name>
        <message>
            <source>Refused syscalls</source>
            <translation>Abgelehnte Syscalls</translation>
        </message>
        <message>
            <source>Allow All</source>
            <translation>Alle erlauben</translation>
        </message>
        <message>
            <source>About the refused syscall</source>
            <translation>Über den abgelehnten Syscall</translation>
        </message>
        <message>
            <source>Nothing is selected</source>
            <translation>Nichts ist ausgewählt</translation>
        </message>
        <message>
            <source>%1: %2 calls by %3</source>
            <comment>answer, count and program</comment>
            <translation>%1: %2 Aufrufe von %3</translation>
        </message>
        <message numerus="yes">
            <source>%n processes, the first with pid %1</source>
            <translation>
                <numerusform>%n Prozess, PID %1</numerusform>
                <numerusform>%n Prozesse, der erste mit PID %1</numerusform>
            </translation>
        </message>
        <message>
            <source>pid %1, first after %2 s</source>
            <translation>PID %1, zuerst nach %2 s</translation>
        </message>
        <message>
            <source>and more</source>
            <translation>und mehr</translation>
        </message>
        <message>
            <source>Of these, %1 were refused when it was recorded.</source>
            <translation>Davon wurden %1 schon bei der Aufzeichnung abgelehnt.</translation>
        </message>
        <message>
            <source>Under the kernel's own filter it failed with %1.</source>
            <translation>Unter dem Filter des Kernels schlug es mit %1 fehl.</translation>
        </message>
        <message>
            <source>%1 risk</source>
            <translation>Risiko %1</translation>
        </message>
        <message>
            <source>Allow %1</source>
            <translation>%1 erlauben</translation>
        </message>
        <message>
            <source>Allow %1, %2 risk</source>
            <translation>%1 erlauben, Risiko %2</translation>
        </message>
        <message>
            <source>Allows it in the profile whatever its arguments; undo takes that back</source>
            <translation>Erlaubt ihn im Profil mit beliebigen Argumenten; Rückgängig nimmt das zurück</translation>
        </message>
        <message>
            <source>Allow Only as It Was Called</source>
            <translation>Nur wie aufgerufen erlauben</translation>
        </message>
        <message>
            <source>Allows it in the profile with %1, and with nothing else</source>
            <translation>Erlaubt ihn im Profil mit %1 und mit nichts anderem</translation>
        </message>
        <message>
            <source>Only as it was called: %1</source>
            <translation>Nur wie aufgerufen: %1</translation>
        </message>
        <message>
            <source>Allowing it also changes %1</source>
            <translation>Erlauben ändert auch %1</translation>
        </message>
        <message>
            <source>Allows them in the profile whatever their arguments, in one step that undo takes back</source>
            <translation>Erlaubt sie im Profil mit beliebigen Argumenten, in einem Schritt, den Rückgängig zurücknimmt</translation>
        </message>
        <message>
            <source>The profile allows all of them now. Run it again to see whether more is missing.</source>
            <translation>Das Profil erlaubt jetzt alle. Erneut ausführen, um zu sehen, ob noch mehr fehlt.</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>syscall and risk</comment>
            <translation>%1 (%2)</translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 und noch %n</numerusform>
                <numerusform>%1 und %n weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n syscalls are refused.</source>
            <translation>
                <numerusform>%n Syscall wird abgelehnt.</numerusform>
                <numerusform>%n Syscalls werden abgelehnt.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 None of them is of high risk.</source>
            <translation>%1 Keiner davon hat hohes Risiko.</translation>
        </message>
        <message>
            <source>%1 Of high or critical risk: %2.</source>
            <translation>%1 Mit hohem oder kritischem Risiko: %2.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::ReplayPage</name>
        <message>
            <source>%1 under %2</source>
            <comment>recording and profile</comment>
            <translation>%1 unter %2</translation>
        </message>
        <message>
            <source>Asking the profile about every call…</source>
            <translation>Das Profil wird zu jedem Aufruf befragt…</translation>
        </message>
        <message>
            <source>Go to the Profile</source>
            <translation>Zum Profil gehen</translation>
        </message>
        <message>
            <source>Shows the profile, to change more of it; this list follows</source>
            <translation>Zeigt das Profil, um mehr daran zu ändern; diese Liste folgt</translation>
        </message>
        <message>
            <source>The profile was closed. The list shows what it refused last.</source>
            <translation>Das Profil wurde geschlossen. Die Liste zeigt, was es zuletzt abgelehnt hat.</translation>
        </message>
        <message>
            <source>Replay of %1</source>
            <translation>Abspielen von %1</translation>
        </message>
        <message numerus="yes">
            <source>%n recordings</source>
            <translation>
                <numerusform>%n Aufzeichnung</numerusform>
                <numerusform>%n Aufzeichnungen</numerusform>
            </translation>
        </message>
        <message>
            <source>The profile gives no filter: %1</source>
            <translation>Das Profil ergibt keinen Filter: %1</translation>
        </message>
        <message>
            <source>The recording was made with other capabilities, or on another machine, than the profile is shown for.</source>
            <translation>Die Aufzeichnung wurde mit anderen Capabilities oder auf einem anderen Rechner gemacht, als für das Profil gewählt ist.</translation>
        </message>
        <message>
            <source>Use the Recording's</source>
            <translation>Die der Aufzeichnung verwenden</translation>
        </message>
        <message>
            <source>None of %1 calls would have been refused.</source>
            <translation>Keiner von %1 Aufrufen wäre abgelehnt worden.</translation>
        </message>
        <message>
            <source>%1 of %2 calls would have been refused.</source>
            <translation>%1 von %2 Aufrufen wären abgelehnt worden.</translation>
        </message>
        <message>
            <source>%1 of %2 calls would have been refused, and perhaps %3 more: the recording does not hold all their arguments.</source>
            <translation>%1 von %2 Aufrufen wären abgelehnt worden, und vielleicht %3 weitere: Die Aufzeichnung enthält nicht alle ihre Argumente.</translation>
        </message>
        <message>
            <source>The profile lets everything through that was recorded.</source>
            <translation>Das Profil lässt alles durch, was aufgezeichnet wurde.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RuleDetail</name>
        <message>
            <source>The selected rule</source>
            <translation>Die ausgewählte Regel</translation>
        </message>
        <message>
            <source>Syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>Answer and conditions</source>
            <translation>Antwort und Bedingungen</translation>
        </message>
        <message>
            <source>What it changes</source>
            <translation>Was sie ändert</translation>
        </message>
        <message>
            <source>Syscalls to add to the rule</source>
            <translation>Syscalls, die zur Regel hinzukommen</translation>
        </message>
        <message>
            <source>Add syscalls: openat, mount, or a group such as @keyring</source>
            <translation>Syscalls hinzufügen: openat, mount oder eine Gruppe wie @keyring</translation>
        </message>
        <message>
            <source>&amp;Add</source>
            <translation>Hinz&amp;ufügen</translation>
        </message>
        <message>
            <source>Rem&amp;ove</source>
            <translation>Ent&amp;fernen</translation>
        </message>
        <message>
            <source>Take the selected syscalls out of this rule (Delete)</source>
            <translation>Ausgewählte Syscalls aus dieser Regel nehmen (Entf)</translation>
        </message>
        <message>
            <source>S&amp;plit Off</source>
            <translation>Abspalte&amp;n</translation>
        </message>
        <message>
            <source>Give the selected syscalls a rule of their own that says the same</source>
            <translation>Den ausgewählten Syscalls eine eigene Regel geben, die dasselbe sagt</translation>
        </message>
        <message>
            <source>Syscalls that the rule names</source>
            <translation>Syscalls, die die Regel nennt</translation>
        </message>
        <message>
            <source>&amp;Preview by Argument…</source>
            <translation>Vors&amp;chau nach Argument…</translation>
        </message>
        <message>
            <source>Show what the filter answers to each argument value that the recordings saw</source>
            <translation>Anzeigen, was der Filter auf jeden Argumentwert antwortet, den die Aufzeichnungen gesehen haben</translation>
        </message>
        <message>
            <source>What the rule changes</source>
            <translation>Was die Regel ändert</translation>
        </message>
        <message>
            <source>Other architectures alone have this syscall</source>
            <translation>Nur andere Architekturen haben diesen Syscall</translation>
        </message>
        <message>
            <source>No syscall that Whittle knows has this name</source>
            <translation>Kein Syscall, den Whittle kennt, hat diesen Namen</translation>
        </message>
        <message>
            <source>The rule names no syscall that Whittle knows, so its arguments have numbers only.</source>
            <translation>Die Regel nennt keinen Syscall, den Whittle kennt, daher haben ihre Argumente nur Nummern.</translation>
        </message>
        <message>
            <source>The arguments are those of %1.</source>
            <translation>Die Argumente sind die von %1.</translation>
        </message>
        <message>
            <source>The arguments are called as those of %1; the conditions hold for all syscalls of the rule.</source>
            <translation>Die Argumente heißen wie die von %1; die Bedingungen gelten für alle Syscalls der Regel.</translation>
        </message>
        <message>
            <source>In this environment: %1.</source>
            <translation>In dieser Umgebung: %1.</translation>
        </message>
        <message>
            <source>Looking at what the rule changes …</source>
            <translation>Es wird untersucht, was die Regel ändert …</translation>
        </message>
        <message>
            <source>No container would start with this profile, so nothing can be said of what the rule changes.</source>
            <translation>Mit diesem Profil würde kein Container starten, also lässt sich nicht sagen, was die Regel ändert.</translation>
        </message>
        <message numerus="yes">
            <source>What it changes (%Ln)</source>
            <translation>
                <numerusform>Was sie ändert (%Ln)</numerusform>
                <numerusform>Was sie ändert (%Ln)</numerusform>
            </translation>
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
        <name>whittle::app::RuleEdits</name>
        <message>
            <source>Change rule %1</source>
            <translation>Regel %1 ändern</translation>
        </message>
        <message>
            <source>Change the syscalls of rule %1</source>
            <translation>Syscalls von Regel %1 ändern</translation>
        </message>
        <message>
            <source>Add a rule</source>
            <translation>Regel hinzufügen</translation>
        </message>
        <message>
            <source>Remove rule %1</source>
            <translation>Regel %1 entfernen</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n rules</source>
            <translation>
                <numerusform>%n Regel entfernen</numerusform>
                <numerusform>%n Regeln entfernen</numerusform>
            </translation>
        </message>
        <message>
            <source>Move rule %1</source>
            <translation>Regel %1 verschieben</translation>
        </message>
        <message numerus="yes">
            <source>Move %n rules</source>
            <translation>
                <numerusform>%n Regel verschieben</numerusform>
                <numerusform>%n Regeln verschieben</numerusform>
            </translation>
        </message>
        <message>
            <source>Split rule %1</source>
            <translation>Regel %1 aufteilen</translation>
        </message>
        <message numerus="yes">
            <source>Join %n rules</source>
            <translation>
                <numerusform>%n Regel zusammenführen</numerusform>
                <numerusform>%n Regeln zusammenführen</numerusform>
            </translation>
        </message>
        <message>
            <source>Change the default answer</source>
            <translation>Standardantwort ändern</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RuleEffectModel</name>
        <message>
            <source>arg %1</source>
            <translation>Arg. %1</translation>
        </message>
        <message>
            <source>all 0</source>
            <comment>arguments</comment>
            <translation>alle 0</translation>
        </message>
        <message>
            <source>whatever its arguments</source>
            <translation>beliebige Argumente</translation>
        </message>
        <message>
            <source>%1, %2 risk, without the rule %3, with it %4</source>
            <extracomment>Read aloud: %1 a syscall, %2 its risk, %3 the answer without the rule, %4 the answer with it</extracomment>
            <translation>%1, Risiko %2, ohne die Regel %3, mit ihr %4</translation>
        </message>
        <message>
            <source>Syscall</source>
            <translation>Syscall</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risiko</translation>
        </message>
        <message>
            <source>Without the rule</source>
            <translation>Ohne die Regel</translation>
        </message>
        <message>
            <source>With it</source>
            <translation>Mit ihr</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Bei Argumenten</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RuleForm</name>
        <message>
            <source>&amp;For</source>
            <translation>Fü&amp;r</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>For which syscalls</source>
            <translation>Für welche Syscalls</translation>
        </message>
        <message>
            <source>One more condition on an argument; all conditions of a rule must hold</source>
            <translation>Eine weitere Bedingung an ein Argument; alle Bedingungen einer Regel müssen zutreffen</translation>
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
        <message>
            <source>Add a Cond&amp;ition</source>
            <translation>Bed&amp;ingung hinzufügen</translation>
        </message>
        <message>
            <source>Err&amp;or</source>
            <translation>&amp;Fehler</translation>
        </message>
        <message>
            <source>Ans&amp;wer</source>
            <translation>Antw&amp;ort</translation>
        </message>
        <message>
            <source>Co&amp;unts only with or without</source>
            <translation>Gilt nur &amp;mit oder ohne</translation>
        </message>
        <message>
            <source>Messa&amp;ge</source>
            <translation>Meld&amp;ung</translation>
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
            <extracomment>%1 is an answer such as "Allow", %2 is "domain = AF_INET and type = SOCK_STREAM"</extracomment>
            <translation>%1, wenn %2</translation>
        </message>
        <message>
            <source> and </source>
            <comment>between conditions that must all hold</comment>
            <translation> und </translation>
        </message>
        <message>
            <source>with %1</source>
            <extracomment>%1 is a list such as "CAP_SYS_ADMIN, Linux ≥ 4.8"</extracomment>
            <translation>mit %1</translation>
        </message>
        <message>
            <source>without %1</source>
            <translation>ohne %1</translation>
        </message>
        <message>
            <source>%1 is held</source>
            <extracomment>%1 is a capability that the container has</extracomment>
            <translation>%1 ist vorhanden</translation>
        </message>
        <message>
            <source>%1 is not held</source>
            <translation>%1 ist nicht vorhanden</translation>
        </message>
        <message>
            <source>not on %1</source>
            <extracomment>%1 is an architecture such as amd64</extracomment>
            <translation>nicht auf %1</translation>
        </message>
        <message>
            <source>only on %1</source>
            <extracomment>%1 is a list of architectures</extracomment>
            <translation>nur auf %1</translation>
        </message>
        <message>
            <source>only before Linux %1</source>
            <extracomment>%1 is a version such as 4.8</extracomment>
            <translation>nur vor Linux %1</translation>
        </message>
        <message>
            <source>only from Linux %1 on</source>
            <translation>nur ab Linux %1</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RulesModel</name>
        <message>
            <source>no syscall yet</source>
            <translation>noch kein Syscall</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Noch nicht gespeichert</translation>
        </message>
        <message>
            <source>Rule %1, %2, %3, %4</source>
            <extracomment>Read aloud: %1 is a number, %2 "Allow", %3 a list of syscalls, %4 what the rule changes</extracomment>
            <translation>Regel %1, %2, %3, %4</translation>
        </message>
        <message>
            <source>The place of the rule in the file. The order decides nothing.</source>
            <translation>Die Stelle der Regel in der Datei. Die Reihenfolge entscheidet nichts.</translation>
        </message>
        <message>
            <source>Capabilities, architectures and kernels that the rule asks for</source>
            <translation>Capabilities, Architekturen und Kernel, die die Regel verlangt</translation>
        </message>
        <message>
            <source>What the filter decides otherwise than it would without the rule, in the environment above</source>
            <translation>Was der Filter in obiger Umgebung anders entscheidet als ohne die Regel</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Nr.</translation>
        </message>
        <message>
            <source>Syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>Count</source>
            <comment>how many syscalls a rule names</comment>
            <translation>Anzahl</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <source>Arguments</source>
            <translation>Argumente</translation>
        </message>
        <message>
            <source>Counts</source>
            <translation>Gilt</translation>
        </message>
        <message>
            <source>What it changes</source>
            <translation>Was sie ändert</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>newly allowed</source>
            <translation>neu erlaubt</translation>
        </message>
        <message>
            <source>newly denied</source>
            <translation>neu verweigert</translation>
        </message>
        <message>
            <source>looser</source>
            <translation>lockerer</translation>
        </message>
        <message>
            <source>stricter</source>
            <translation>strenger</translation>
        </message>
        <message>
            <source>other arguments</source>
            <translation>andere Argumente</translation>
        </message>
        <message>
            <source>another error</source>
            <translation>anderer Fehler</translation>
        </message>
        <message>
            <source>another answer</source>
            <translation>andere Antwort</translation>
        </message>
        <message>
            <source>does not count: %1</source>
            <extracomment>%1 is a reason such as "CAP_SYS_ADMIN is not held"</extracomment>
            <translation>gilt nicht: %1</translation>
        </message>
        <message>
            <source>nothing: the default says the same</source>
            <translation>nichts: Die Standardantwort sagt dasselbe</translation>
        </message>
        <message>
            <source>nothing: this machine has none of them</source>
            <translation>nichts: Dieser Rechner hat keinen davon</translation>
        </message>
        <message>
            <source>nothing: other rules outweigh it</source>
            <translation>nichts: Andere Regeln haben Vorrang</translation>
        </message>
        <message>
            <source>without it the profile would not load</source>
            <translation>ohne sie würde das Profil nicht geladen</translation>
        </message>
        <message numerus="yes">
            <source>allows %Ln</source>
            <translation>
                <numerusform>erlaubt %Ln</numerusform>
                <numerusform>erlaubt %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>loosens %Ln</source>
            <translation>
                <numerusform>lockert %Ln</numerusform>
                <numerusform>lockert %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>denies %Ln</source>
            <translation>
                <numerusform>verweigert %Ln</numerusform>
                <numerusform>verweigert %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>tightens %Ln</source>
            <translation>
                <numerusform>verschärft %Ln</numerusform>
                <numerusform>verschärft %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another error for %Ln</source>
            <translation>
                <numerusform>anderer Fehler für %Ln</numerusform>
                <numerusform>anderer Fehler für %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another answer for %Ln</source>
            <translation>
                <numerusform>andere Antwort für %Ln</numerusform>
                <numerusform>andere Antwort für %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RulesPage</name>
        <message>
            <source>Rules of the file</source>
            <translation>Regeln der Datei</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add a rule behind the selected one (Insert)</source>
            <translation>Eine Regel hinter der ausgewählten hinzufügen (Einfg)</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the selected rules (Delete)</source>
            <translation>Ausgewählte Regeln entfernen (Entf)</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <source>Move the selected rules up; the order decides nothing but how the file reads (Alt+Up)</source>
            <translation>Ausgewählte Regeln nach oben verschieben; die Reihenfolge entscheidet nur, wie sich die Datei liest (Alt+Pfeil nach oben)</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <source>Move the selected rules down; the order decides nothing but how the file reads (Alt+Down)</source>
            <translation>Ausgewählte Regeln nach unten verschieben; die Reihenfolge entscheidet nur, wie sich die Datei liest (Alt+Pfeil nach unten)</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Zusammenführen</translation>
        </message>
        <message>
            <source>Make one rule of the selected ones, where they say the same about different syscalls</source>
            <translation>Aus den ausgewählten Regeln eine machen, wenn sie dasselbe über verschiedene Syscalls sagen</translation>
        </message>
        <message>
            <source>In the Table</source>
            <translation>In der Tabelle</translation>
        </message>
        <message>
            <source>Show the syscalls of the rule in the syscall table</source>
            <translation>Die Syscalls der Regel in der Syscall-Tabelle anzeigen</translation>
        </message>
        <message>
            <source>Find rules</source>
            <translation>Regeln suchen</translation>
        </message>
        <message>
            <source>Find: a syscall, a capability, a comment</source>
            <translation>Suchen: ein Syscall, eine Capability, ein Kommentar</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RunDocument</name>
        <message>
            <source>The program prints faster than can be shown; some of it is left out</source>
            <translation>Das Programm gibt schneller aus, als angezeigt werden kann; einiges davon fehlt</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>Wird abgeschlossen</translation>
        </message>
        <message>
            <source>Stopping without a recording</source>
            <translation>Abbruch ohne Aufzeichnung</translation>
        </message>
        <message>
            <source>Stopped; nothing is left behind</source>
            <translation>Abgebrochen; nichts bleibt zurück</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>Bestanden: %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>Fehlgeschlagen: %1</translation>
        </message>
        <message>
            <source>Failed: %1: %2</source>
            <translation>Fehlgeschlagen: %1: %2</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>| %1</source>
            <extracomment>a line that the program printed</extracomment>
            <translation>| %1</translation>
        </message>
        <message>
            <source>%1 s  %2</source>
            <extracomment>seconds since the beginning, and what happened</extracomment>
            <translation>%1 s  %2</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RunFields</name>
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
            <source>One NAME=value a line, on top of the image's own</source>
            <translation>Ein NAME=Wert pro Zeile, zusätzlich zu denen des Images</translation>
        </message>
        <message>
            <source>&amp;Environment</source>
            <translation>&amp;Umgebung</translation>
        </message>
        <message>
            <source>the image's own</source>
            <translation>die des Images</translation>
        </message>
        <message>
            <source>Words in place of the image's command</source>
            <translation>Wörter anstelle des Befehls des Images</translation>
        </message>
        <message>
            <source>Co&amp;mmand</source>
            <translation>&amp;Befehl</translation>
        </message>
        <message>
            <source>Command&amp;s here</source>
            <translation>Befehle h&amp;ier</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::RunPage</name>
        <message>
            <source>ended with status %1</source>
            <translation>endete mit Status %1</translation>
        </message>
        <message>
            <source>was killed by the filter (SIGSYS)</source>
            <translation>wurde vom Filter getötet (SIGSYS)</translation>
        </message>
        <message>
            <source>was ended by signal %1</source>
            <translation>wurde durch Signal %1 beendet</translation>
        </message>
        <message>
            <source>was ended</source>
            <translation>wurde beendet</translation>
        </message>
        <message>
            <source>Views of the run</source>
            <translation>Ansichten des Laufs</translation>
        </message>
        <message>
            <source>Nothing was refused so far.</source>
            <translation>Bisher wurde nichts abgelehnt.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Syscalls</source>
            <translation>Syscalls</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Log of the run</source>
            <translation>Protokoll des Laufs</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Trying %1</source>
            <translation>%1 wird ausprobiert</translation>
        </message>
        <message>
            <source>Recording %1</source>
            <translation>%1 wird aufgezeichnet</translation>
        </message>
        <message>
            <source>%1: tried</source>
            <translation>%1: ausprobiert</translation>
        </message>
        <message>
            <source>%1: recorded</source>
            <translation>%1: aufgezeichnet</translation>
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
            <source>%1 under %2</source>
            <comment>program and profile</comment>
            <translation>%1 unter %2</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Abschließen</translation>
        </message>
        <message>
            <source>Ends it now and keeps what was recorded</source>
            <translation>Beendet es jetzt und behält das Aufgezeichnete</translation>
        </message>
        <message>
            <source>Pause the View</source>
            <translation>Ansicht anhalten</translation>
        </message>
        <message>
            <source>Holds the tables still; the recording goes on</source>
            <translation>Hält die Tabellen an; die Aufzeichnung läuft weiter</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Ends it now and forgets it; nothing is left behind</source>
            <translation>Beendet es jetzt und vergisst es; nichts bleibt zurück</translation>
        </message>
        <message>
            <source>Run Again</source>
            <translation>Erneut ausführen</translation>
        </message>
        <message>
            <source>Runs the same under the profile as it is now, saved or not</source>
            <translation>Führt dasselbe unter dem Profil im jetzigen Stand aus, gespeichert oder nicht</translation>
        </message>
        <message>
            <source>Records the same once more</source>
            <translation>Zeichnet dasselbe noch einmal auf</translation>
        </message>
        <message>
            <source>Run Something Else…</source>
            <translation>Etwas anderes ausführen…</translation>
        </message>
        <message>
            <source>Choose again what is run and how</source>
            <translation>Neu wählen, was und wie ausgeführt wird</translation>
        </message>
        <message>
            <source>Open the Recording</source>
            <translation>Aufzeichnung öffnen</translation>
        </message>
        <message>
            <source>Shows all that was recorded in a tab of its own, to save or to propose a profile from</source>
            <translation>Zeigt alles Aufgezeichnete in einem eigenen Unterfenster, zum Speichern oder um ein Profil daraus vorzuschlagen</translation>
        </message>
        <message>
            <source>Syscalls so far</source>
            <translation>Bisherige Syscalls</translation>
        </message>
        <message>
            <source>Newest files</source>
            <translation>Neueste Dateien</translation>
        </message>
        <message>
            <source>Go On</source>
            <translation>Fortsetzen</translation>
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
            <source>Finishing: the program is asked to end · %1</source>
            <translation>Wird abgeschlossen: Das Programm wird gebeten, sich zu beenden · %1</translation>
        </message>
        <message>
            <source>Stopping: removing what was begun · %1</source>
            <translation>Wird abgebrochen: Begonnenes wird entfernt · %1</translation>
        </message>
        <message>
            <source>Stopped after %1. No process, container or file of it is left.</source>
            <translation>Nach %1 abgebrochen. Kein Prozess, kein Container und keine Datei davon ist übrig.</translation>
        </message>
        <message>
            <source>Failed after %1</source>
            <translation>Fehlgeschlagen nach %1</translation>
        </message>
        <message>
            <source>Done after %1: it %2.</source>
            <translation>Fertig nach %1: Das Programm %2.</translation>
        </message>
        <message>
            <source>%1 · the view is paused</source>
            <translation>%1 · die Ansicht ist angehalten</translation>
        </message>
        <message numerus="yes">
            <source>%1 syscalls, called %2 times; %3 files; %Ln processes</source>
            <translation>
                <numerusform>%1 Syscalls, %2-mal aufgerufen; %3 Dateien; %Ln Prozess</numerusform>
                <numerusform>%1 Syscalls, %2-mal aufgerufen; %3 Dateien; %Ln Prozesse</numerusform>
            </translation>
        </message>
        <message>
            <source>%1; %2 calls refused</source>
            <translation>%1; %2 Aufrufe abgelehnt</translation>
        </message>
        <message>
            <source>Refused (%1)</source>
            <translation>Abgelehnt (%1)</translation>
        </message>
        <message>
            <source>The profile refused nothing of this run.</source>
            <translation>Das Profil hat nichts von diesem Lauf abgelehnt.</translation>
        </message>
        <message>
            <source>Nothing was recorded.</source>
            <translation>Es wurde nichts aufgezeichnet.</translation>
        </message>
        <message>
            <source>Under the kernel's own filter it does not start: %1</source>
            <translation>Unter dem Filter des Kernels startet es nicht: %1</translation>
        </message>
        <message>
            <source>Started by the engine with the profile it %1.</source>
            <translation>Von der Engine mit dem Profil gestartet: Das Programm %1.</translation>
        </message>
        <message>
            <source>The engine starts it with the profile.</source>
            <translation>Die Engine startet es mit dem Profil.</translation>
        </message>
        <message numerus="yes">
            <source>%1 %2 of %n probes passed.</source>
            <translation>
                <numerusform>%1 %2 von %n Probe bestanden.</numerusform>
                <numerusform>%1 %2 von %n Proben bestanden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Under the kernel's own filter it %1 too.</source>
            <translation>Unter dem Filter des Kernels ebenso: Das Programm %1.</translation>
        </message>
        <message>
            <source>Under the kernel's own filter it %1, which is not what the recording shows.</source>
            <translation>Unter dem Filter des Kernels: Das Programm %1; das zeigt die Aufzeichnung nicht.</translation>
        </message>
        <message>
            <source>The profile refused nothing that %1 did.</source>
            <translation>Das Profil hat nichts von dem abgelehnt, was %1 tat.</translation>
        </message>
        <message numerus="yes">
            <source>The profile refused %n syscalls. Look at what they may do, allow what is meant to work, and run it again.</source>
            <translation>
                <numerusform>Das Profil hat %n Syscall abgelehnt. Ansehen, was er bewirken kann, erlauben, falls es funktionieren soll, und erneut ausführen.</numerusform>
                <numerusform>Das Profil hat %n Syscalls abgelehnt. Ansehen, was sie bewirken können, erlauben, was funktionieren soll, und erneut ausführen.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SaturationChart</name>
        <message>
            <source>Does a longer run still find new syscalls?</source>
            <translation>Findet ein längerer Lauf noch neue Syscalls?</translation>
        </message>
        <message>
            <source>Seconds since the start</source>
            <translation>Sekunden seit dem Start</translation>
        </message>
        <message>
            <source>Nothing was seen yet.</source>
            <translation>Noch wurde nichts gesehen.</translation>
        </message>
        <message>
            <source>Nothing was seen.</source>
            <translation>Es wurde nichts gesehen.</translation>
        </message>
        <message>
            <source>%1 different syscalls, and nothing new for %2 s: what is done now adds nothing.</source>
            <translation>%1 verschiedene Syscalls und seit %2 s nichts Neues: Was jetzt geschieht, fügt nichts hinzu.</translation>
        </message>
        <message>
            <source>%1 different syscalls, and nothing new in the last %2 s: more of the same would have added nothing.</source>
            <translation>%1 verschiedene Syscalls und in den letzten %2 s nichts Neues: Mehr davon hätte nichts hinzugefügt.</translation>
        </message>
        <message>
            <source>%1 different syscalls, the newest %2 s ago: let it run on, or exercise more of it.</source>
            <translation>%1 verschiedene Syscalls, der neueste vor %2 s: weiterlaufen lassen oder mehr davon ausüben.</translation>
        </message>
        <message>
            <source>%1 different syscalls, the newest %2 s before the end: a longer run may find more.</source>
            <translation>%1 verschiedene Syscalls, der neueste %2 s vor dem Ende: Ein längerer Lauf findet vielleicht mehr.</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Every choice holds at once.</source>
            <translation>Jede Auswahl gilt sofort.</translation>
        </message>
        <message>
            <source>&amp;Reset All</source>
            <translation>Alles &amp;zurücksetzen</translation>
        </message>
        <message>
            <source>Take all choices of this dialog back</source>
            <translation>Alle Einstellungen dieses Dialogs zurücknehmen</translation>
        </message>
        <message>
            <source>Cl&amp;ose</source>
            <translation>Schl&amp;ießen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <source>As the system has them</source>
            <translation>Wie im System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>&amp;Colours:</source>
            <translation>&amp;Farben:</translation>
        </message>
        <message>
            <source>Font of the &amp;window:</source>
            <translation>Schrift des &amp;Fensters:</translation>
        </message>
        <message>
            <source>Font of &amp;names and sources:</source>
            <translation>Schrift für &amp;Namen und Quellen:</translation>
        </message>
        <message>
            <source>As the system has it</source>
            <translation>Wie im System</translation>
        </message>
        <message>
            <source>&amp;Language:</source>
            <translation>&amp;Sprache:</translation>
        </message>
        <message>
            <source>Choose another font</source>
            <translation>Andere Schrift wählen</translation>
        </message>
        <message>
            <source>%1, %2 points</source>
            <comment>a font and its size</comment>
            <translation>%1, %2 Punkt</translation>
        </message>
        <message>
            <source>%1 (of the system)</source>
            <comment>a font</comment>
            <translation>%1 (vom System)</translation>
        </message>
        <message>
            <source>Profiles and session</source>
            <translation>Profile und Sitzung</translation>
        </message>
        <message>
            <source>The environment that decisions are shown for when a profile is opened: architecture, capabilities, kernel, engine and runtime.</source>
            <translation>Die Umgebung, für die Entscheidungen beim Öffnen eines Profils angezeigt werden: Architektur, Capabilities, Kernel, Engine und Laufzeitumgebung.</translation>
        </message>
        <message>
            <source>Open at the start what was open &amp;at the end</source>
            <translation>Beim Start öffnen, was am &amp;Ende geöffnet war</translation>
        </message>
        <message>
            <source>Engine and tools</source>
            <translation>Engine und Werkzeuge</translation>
        </message>
        <message>
            <source>whatever is running: Docker, else Podman</source>
            <translation>was gerade läuft: Docker, sonst Podman</translation>
        </message>
        <message>
            <source>A socket or an address, such as unix:///run/user/1000/podman/podman.sock or tcp://10.0.0.5:2375</source>
            <translation>Ein Socket oder eine Adresse wie unix:///run/user/1000/podman/podman.sock oder tcp://10.0.0.5:2375</translation>
        </message>
        <message>
            <source>&amp;Engine:</source>
            <translation>&amp;Engine:</translation>
        </message>
        <message>
            <source>Program for &amp;differences:</source>
            <translation>&amp;Vergleichsprogramm:</translation>
        </message>
        <message>
            <source>The program “%1” was not found.</source>
            <translation>Das Programm „%1“ wurde nicht gefunden.</translation>
        </message>
        <message>
            <source>the first of Meld, KDiff3, Kompare … that is there</source>
            <translation>das erste von Meld, KDiff3, Kompare …, das vorhanden ist</translation>
        </message>
        <message>
            <source>A program that shows two or three texts beside each other, such as meld %1 %2 %3; %1, %2 and %3 stand for the files</source>
            <translation>Ein Programm, das zwei oder drei Texte nebeneinander zeigt, etwa meld %1 %2 %3; %1, %2 und %3 stehen für die Dateien</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SettingsModel</name>
        <message>
            <source>Setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>und %Ln weiteres</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SideChooser</name>
        <message>
            <source>First side</source>
            <translation>Erste Seite</translation>
        </message>
        <message>
            <source>Second side</source>
            <translation>Zweite Seite</translation>
        </message>
        <message>
            <source>Third side</source>
            <translation>Dritte Seite</translation>
        </message>
        <message>
            <source>Swap the sides</source>
            <translation>Seiten tauschen</translation>
        </message>
        <message>
            <source>Swap the first two sides</source>
            <translation>Die ersten beiden Seiten tauschen</translation>
        </message>
        <message>
            <source>Compare with a third side, too</source>
            <translation>Auch mit einer dritten Seite vergleichen</translation>
        </message>
        <message>
            <source>What the others are compared with</source>
            <translation>Womit die anderen verglichen werden</translation>
        </message>
        <message>
            <source>What changes when this takes the first side's place</source>
            <translation>Was sich ändert, wenn dies an die Stelle der ersten Seite tritt</translation>
        </message>
        <message>
            <source>Leave the third side out</source>
            <translation>Dritte Seite weglassen</translation>
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
            <source>What was touched, and what programs of that kind usually need: certificates, time zones, Python's modules beside one another, …</source>
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
            <source>the image's name with .slim</source>
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
    </context>
    <context>
        <name>whittle::app::SlimWizard</name>
        <message>
            <source>Slim Image</source>
            <translation>Image verschlanken</translation>
        </message>
        <message>
            <source>B&amp;uild</source>
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
            <source>What you can do</source>
            <translation>Was Sie tun können</translation>
        </message>
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
            <source>Tune a profile</source>
            <translation>Profil anpassen</translation>
        </message>
        <message>
            <source>Open a seccomp profile or a recording: every syscall with its risk and who used it. Allow, deny, limit arguments, undo, save. Files can be dropped anywhere in this window.</source>
            <translation>Ein Seccomp-Profil oder eine Aufzeichnung öffnen: jeder Syscall mit seinem Risiko und wer ihn benutzt hat. Erlauben, verweigern, Argumente begrenzen, rückgängig machen, speichern. Dateien lassen sich irgendwo in diesem Fenster ablegen.</translation>
        </message>
        <message>
            <source>Record…</source>
            <translation>Aufzeichnen…</translation>
        </message>
        <message>
            <source>Shrink an image</source>
            <translation>Image verkleinern</translation>
        </message>
        <message>
            <source>Runs an image and writes one without the files that it never needed, proven to answer the same, with a profile that fits it.</source>
            <translation>Führt ein Image aus und schreibt eines ohne die Dateien, die es nie gebraucht hat, das nachweislich gleich antwortet, mit einem passenden Profil.</translation>
        </message>
        <message>
            <source>Slim Image…</source>
            <translation>Image verschlanken…</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Two profiles, recordings or images side by side, by what the kernel would decide: mine and the default, version 1 and version 2, fat and slim.</source>
            <translation>Zwei Profile, Aufzeichnungen oder Images nebeneinander, danach, was der Kernel entscheiden würde: eigenes und Standardprofil, Version 1 und Version 2, voll und schlank.</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Vergleichen…</translation>
        </message>
        <message>
            <source>Ship the result</source>
            <translation>Ergebnis ausliefern</translation>
        </message>
        <message>
            <source>Open the folder of a build: profile, slim image, report and bill of materials, in the form that engines and scanners take. Or an image that is an OCI layout.</source>
            <translation>Den Ordner eines Builds öffnen: Profil, schlankes Image, Bericht und Stückliste, in der Form, die Engines und Scanner annehmen. Oder ein Image, das ein OCI-Layout ist.</translation>
        </message>
        <message>
            <source>Open a Build…</source>
            <translation>Build öffnen…</translation>
        </message>
        <message>
            <source>Judge the risk</source>
            <translation>Risiko beurteilen</translation>
        </message>
        <message>
            <source>What do engines let through when nobody asks? Select a syscall to read what it can do, and which known kernel holes it opens.</source>
            <translation>Was lassen Engines ohne Vorgabe durch? Einen Syscall auswählen, um zu lesen, was er kann und welche bekannten Kernel-Lücken er öffnet.</translation>
        </message>
        <message>
            <source>Docker's Default</source>
            <translation>Dockers Standardprofil</translation>
        </message>
        <message>
            <source>Podman's Default</source>
            <translation>Podmans Standardprofil</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>Zuletzt geöffnete Dateien</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::StatusLine</name>
        <message>
            <source>Show what is running and what failed</source>
            <translation>Anzeigen, was läuft und was fehlgeschlagen ist</translation>
        </message>
        <message numerus="yes">
            <source>%n jobs are running</source>
            <translation>
                <numerusform>%n Auftrag läuft</numerusform>
                <numerusform>%n Aufträge laufen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n jobs failed</source>
            <translation>
                <numerusform>%n Auftrag fehlgeschlagen</numerusform>
                <numerusform>%n Aufträge fehlgeschlagen</numerusform>
            </translation>
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
Closes %n known kernel holes that Docker's default leaves open.</source>
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
            <source>The text has an error</source>
            <translation>Der Text hat einen Fehler</translation>
        </message>
        <message numerus="yes">
            <source>%n profiles</source>
            <translation>
                <numerusform>%n Profil</numerusform>
                <numerusform>%n Profile</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n recorded accesses allowed</source>
            <translation>
                <numerusform>%1 von %n aufgezeichneten Zugriff erlaubt</numerusform>
                <numerusform>%1 von %n aufgezeichneten Zugriffen erlaubt</numerusform>
            </translation>
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
            <source>docker, podman or saved</source>
            <translation>docker, podman oder saved</translation>
        </message>
        <message>
            <source>yes, no or a number</source>
            <translation>yes, no oder eine Zahl</translation>
        </message>
        <message>
            <source>seconds such as 1.5</source>
            <translation>Sekunden wie 1.5</translation>
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
            <source>yes, no or the number of a rule</source>
            <translation>yes, no oder die Nummer einer Regel</translation>
        </message>
        <message>
            <source>There is no “%1” to filter by. Known: action, arg, cap, cve, default, differs, first, group, name, number, podman, probe, proc, risk, rule, seen, since.</source>
            <translation>Nach „%1“ lässt sich nicht filtern. Bekannt: action, arg, cap, cve, default, differs, first, group, name, number, podman, probe, proc, risk, rule, seen, since.</translation>
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
            <source>What this profile's filter answers in the environment above</source>
            <translation>Was der Filter dieses Profils in obiger Umgebung antwortet</translation>
        </message>
        <message>
            <source>What Docker's default profile answers in the same environment</source>
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
        <message>
            <source>How long after the start of its recording the syscall was first seen</source>
            <translation>Wie lange nach dem Start seiner Aufzeichnung der Syscall zuerst gesehen wurde</translation>
        </message>
        <message>
            <source>Which probe ran when the syscall was first seen</source>
            <translation>Welche Probe lief, als der Syscall zuerst gesehen wurde</translation>
        </message>
        <message>
            <source>Which rules of the file name the syscall, counted from the top</source>
            <translation>Welche Regeln der Datei den Syscall nennen, von oben gezählt</translation>
        </message>
        <message>
            <source>What Podman's default profile answers in the same environment</source>
            <translation>Was Podmans Standardprofil in derselben Umgebung antwortet</translation>
        </message>
        <message>
            <source>First after (s)</source>
            <translation>Zuerst nach (s)</translation>
        </message>
        <message>
            <source>Probe</source>
            <translation>Probe</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <source>Podman default</source>
            <translation>Podman-Standard</translation>
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
            <source>Only syscalls that are decided differently from Docker's default profile</source>
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
        <message>
            <source>Group the syscalls by</source>
            <translation>Syscalls gruppieren nach</translation>
        </message>
        <message>
            <source>Group the syscalls by category, risk, process or rule</source>
            <translation>Syscalls nach Kategorie, Risiko, Prozess oder Regel gruppieren</translation>
        </message>
        <message>
            <source>Choose the columns</source>
            <translation>Spalten wählen</translation>
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
        <message>
            <source>&amp;Open All Groups</source>
            <translation>Alle Gruppen a&amp;usklappen</translation>
        </message>
        <message>
            <source>&amp;Close All Groups</source>
            <translation>Alle Gruppen &amp;einklappen</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::SyscallTree</name>
        <message>
            <source>%1 (%2 in systemd's words)</source>
            <extracomment>%1 is "Network", %2 "@network-io"</extracomment>
            <translation>%1 (bei systemd: %2)</translation>
        </message>
        <message>
            <source>%1 risk</source>
            <extracomment>%1 is a risk level</extracomment>
            <translation>Risiko %1</translation>
        </message>
        <message>
            <source>No recording is attached</source>
            <translation>Keine Aufzeichnung ist angehängt</translation>
        </message>
        <message>
            <source>Never seen</source>
            <translation>Nie gesehen</translation>
        </message>
        <message>
            <source>Rule %1: %2</source>
            <translation>Regel %1: %2</translation>
        </message>
        <message>
            <source>%1 – does not count here: %2</source>
            <extracomment>%1 is a rule, %2 why it does not count, such as "CAP_SYS_ADMIN is not held"</extracomment>
            <translation>%1 – gilt hier nicht: %2</translation>
        </message>
        <message>
            <source>Named by no rule: %1</source>
            <extracomment>%1 is an answer such as "Deny · EPERM"</extracomment>
            <translation>Von keiner Regel genannt: %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln syscalls</source>
            <translation>
                <numerusform>%Ln Syscall</numerusform>
                <numerusform>%Ln Syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln syscalls</source>
            <translation>
                <numerusform>%1 von %Ln Syscall</numerusform>
                <numerusform>%1 von %Ln Syscalls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1, %Ln open</source>
            <extracomment>%1 is "12 of 40 syscalls"</extracomment>
            <translation>
                <numerusform>%1, %Ln offen</numerusform>
                <numerusform>%1, %Ln offen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <extracomment>Read aloud: %1 is the name of a group, %2 "12 syscalls, 3 open"</extracomment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>No groups</source>
            <translation>Ohne Gruppen</translation>
        </message>
        <message>
            <source>By category</source>
            <translation>Nach Kategorie</translation>
        </message>
        <message>
            <source>By risk</source>
            <translation>Nach Risiko</translation>
        </message>
        <message>
            <source>By process</source>
            <translation>Nach Prozess</translation>
        </message>
        <message>
            <source>By rule</source>
            <translation>Nach Regel</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::TermCompleter</name>
        <message>
            <source>Completions</source>
            <translation>Vervollständigungen</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>read aloud: a word and what it means</comment>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>whittle::app::UsageCharts</name>
        <message>
            <source>No recording is attached, so nothing counts as seen. Attach one from the library.</source>
            <translation>Keine Aufzeichnung ist angehängt, also gilt nichts als gesehen. Eine aus der Bibliothek anhängen.</translation>
        </message>
        <message>
            <source>The recording saw no syscall.</source>
            <translation>Die Aufzeichnung hat keinen Syscall gesehen.</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 s</translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln syscalls so far. New: %2.</source>
            <translation>
                <numerusform>%1: bisher %Ln Syscall. Neu: %2.</numerusform>
                <numerusform>%1: bisher %Ln Syscalls. Neu: %2.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing new came in the last %1 of %2: recording the same work for longer would show little more.</source>
            <translation>Im letzten %1 von %2 kam nichts Neues: Dieselbe Arbeit länger aufzuzeichnen brächte kaum mehr.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln syscalls were new in the last tenth of %1: record for longer, or exercise more.</source>
            <translation>
                <numerusform>%Ln Syscall war im letzten Zehntel von %1 neu: länger aufzeichnen oder mehr ausüben.</numerusform>
                <numerusform>%Ln Syscalls waren im letzten Zehntel von %1 neu: länger aufzeichnen oder mehr ausüben.</numerusform>
            </translation>
        </message>
        <message>
            <source>When did the recording stop showing new syscalls?</source>
            <translation>Wann zeigte die Aufzeichnung keine neuen Syscalls mehr?</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufzeichnung</translation>
        </message>
        <message>
            <source>Seconds since the start</source>
            <translation>Sekunden seit dem Start</translation>
        </message>
        <message>
            <source>Distinct syscalls</source>
            <translation>Verschiedene Syscalls</translation>
        </message>
        <message>
            <source>The recording has no times: what was imported from a summary says how often, not when.</source>
            <translation>Die Aufzeichnung hat keine Zeiten: Was aus einer Zusammenfassung importiert wurde, sagt wie oft, nicht wann.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln syscalls were seen in %1.</source>
            <translation>
                <numerusform>%Ln Syscall wurde in %1 gesehen.</numerusform>
                <numerusform>%Ln Syscalls wurden in %1 gesehen.</numerusform>
            </translation>
        </message>
        <message>
            <source>last new one at %1</source>
            <translation>letzter neuer bei %1</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln recordings saw nothing new in their second half.</source>
            <translation>
                <numerusform>%1 von %Ln Aufzeichnung sah in der zweiten Hälfte nichts Neues.</numerusform>
                <numerusform>%1 von %Ln Aufzeichnungen sahen in der zweiten Hälfte nichts Neues.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more recordings with fewer syscalls are not drawn.</source>
            <translation>
                <numerusform>%Ln weitere Aufzeichnung mit weniger Syscalls ist nicht gezeichnet.</numerusform>
                <numerusform>%Ln weitere Aufzeichnungen mit weniger Syscalls sind nicht gezeichnet.</numerusform>
            </translation>
        </message>
        <message>
            <source>A click shows the syscalls that were first seen from that moment on.</source>
            <translation>Ein Klick zeigt die Syscalls, die ab diesem Zeitpunkt zuerst gesehen wurden.</translation>
        </message>
        <message>
            <source>Which process needs which syscalls?</source>
            <translation>Welcher Prozess braucht welche Syscalls?</translation>
        </message>
        <message>
            <source>Process</source>
            <translation>Prozess</translation>
        </message>
        <message>
            <source>%1, %2 alone</source>
            <comment>syscalls of a process, and those that no other process makes</comment>
            <translation>%1, %2 allein</translation>
        </message>
        <message numerus="yes">
            <source>%1 made %Ln syscalls of %2 risk, in %3 calls of %4 altogether.</source>
            <translation>
                <numerusform>%1 hat %Ln Syscall mit Risiko %2 aufgerufen, in %3 von insgesamt %4 Aufrufen.</numerusform>
                <numerusform>%1 hat %Ln Syscalls mit Risiko %2 aufgerufen, in %3 von insgesamt %4 Aufrufen.</numerusform>
            </translation>
        </message>
        <message>
            <source>one process</source>
            <translation>ein Prozess</translation>
        </message>
        <message numerus="yes">
            <source>%Ln processes</source>
            <translation>
                <numerusform>%Ln Prozess</numerusform>
                <numerusform>%Ln Prozesse</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was done by %1.</source>
            <translation>Alles wurde von %1 getan.</translation>
        </message>
        <message>
            <source>%1 made the most different syscalls, %2.</source>
            <translation>%1 hat die meisten verschiedenen Syscalls aufgerufen, %2.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln more processes with fewer syscalls are not drawn.</source>
            <translation>
                <numerusform>%Ln weiterer Prozess mit weniger Syscalls ist nicht gezeichnet.</numerusform>
                <numerusform>%Ln weitere Prozesse mit weniger Syscalls sind nicht gezeichnet.</numerusform>
            </translation>
        </message>
        <message>
            <source>Alone: syscalls that no process of another name made.</source>
            <translation>Allein: Syscalls, die kein Prozess mit anderem Namen aufgerufen hat.</translation>
        </message>
        <message>
            <source>Which arguments took so few values that a rule can limit them?</source>
            <translation>Welche Argumente nahmen so wenige Werte an, dass eine Regel sie begrenzen kann?</translation>
        </message>
        <message>
            <source>Syscall and argument</source>
            <translation>Syscall und Argument</translation>
        </message>
        <message>
            <source>Different values seen</source>
            <translation>Verschiedene gesehene Werte</translation>
        </message>
        <message>
            <source>No arguments were recorded: the program made no syscall whose arguments are of interest, or the recording was imported without them.</source>
            <translation>Es wurden keine Argumente aufgezeichnet: Das Programm rief keinen Syscall mit aufschlussreichen Argumenten auf, oder die Aufzeichnung wurde ohne sie importiert.</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln arguments took at most three values.</source>
            <translation>
                <numerusform>%1 von %Ln Argument nahm höchstens drei Werte an.</numerusform>
                <numerusform>%1 von %Ln Argumenten nahmen höchstens drei Werte an.</numerusform>
            </translation>
        </message>
        <message>
            <source>The %1 most worthwhile are drawn: risky syscalls with few values first.</source>
            <translation>Die %1 lohnendsten sind gezeichnet: zuerst riskante Syscalls mit wenigen Werten.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>syscall and argument</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>more than %1</source>
            <translation>mehr als %1</translation>
        </message>
        <message numerus="yes">
            <source>%1 was called with %Ln different values of %2: %3%4</source>
            <translation>
                <numerusform>%1 wurde mit %Ln Wert von %2 aufgerufen: %3%4</numerusform>
                <numerusform>%1 wurde mit %Ln verschiedenen Werten von %2 aufgerufen: %3%4</numerusform>
            </translation>
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
            <source>named by the image's settings</source>
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
            <extracomment>%1 is what happens without particular arguments, e.g. "Deny · EPERM"</extracomment>
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
        <message>
            <source>start</source>
            <comment>before the first probe</comment>
            <translation>Start</translation>
        </message>
        <message>
            <source>after %1</source>
            <extracomment>%1 is a probe</extracomment>
            <translation>nach %1</translation>
        </message>
        <message>
            <source>end</source>
            <comment>after the last probe</comment>
            <translation>Ende</translation>
        </message>
        <message>
            <source>It came while the program started, before the first probe.</source>
            <translation>Er kam, während das Programm startete, vor der ersten Probe.</translation>
        </message>
        <message>
            <source>It came while the probe “%1” ran.</source>
            <translation>Er kam, während die Probe „%1“ lief.</translation>
        </message>
        <message>
            <source>It came after the probe “%1”, before the next one.</source>
            <translation>Er kam nach der Probe „%1“, vor der nächsten.</translation>
        </message>
        <message>
            <source>It came after the last probe, “%1”.</source>
            <translation>Er kam nach der letzten Probe, „%1“.</translation>
        </message>
        <message>
            <source>Asynchronous input and output</source>
            <translation>Asynchrone Ein- und Ausgabe</translation>
        </message>
        <message>
            <source>Reading and writing</source>
            <translation>Lesen und Schreiben</translation>
        </message>
        <message>
            <source>Ownership of files</source>
            <translation>Eigentümer von Dateien</translation>
        </message>
        <message>
            <source>The system's clock</source>
            <translation>Systemuhr</translation>
        </message>
        <message>
            <source>CPU emulation</source>
            <translation>CPU-Emulation</translation>
        </message>
        <message>
            <source>Debugging and tracing</source>
            <translation>Debugging und Tracing</translation>
        </message>
        <message>
            <source>What every program needs</source>
            <translation>Was jedes Programm braucht</translation>
        </message>
        <message>
            <source>Files and folders</source>
            <translation>Dateien und Ordner</translation>
        </message>
        <message>
            <source>Waiting for events</source>
            <translation>Warten auf Ereignisse</translation>
        </message>
        <message>
            <source>Pipes, queues and shared memory</source>
            <translation>Pipes, Warteschlangen und gemeinsamer Speicher</translation>
        </message>
        <message>
            <source>The kernel's key rings</source>
            <translation>Schlüsselbunde des Kernels</translation>
        </message>
        <message>
            <source>Locking memory</source>
            <translation>Sperren von Speicher</translation>
        </message>
        <message>
            <source>Kernel modules</source>
            <translation>Kernel-Module</translation>
        </message>
        <message>
            <source>Mounting file systems</source>
            <translation>Einhängen von Dateisystemen</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <source>Obsolete</source>
            <translation>Veraltetes</translation>
        </message>
        <message>
            <source>Memory protection keys</source>
            <translation>Schutzschlüssel für Speicher</translation>
        </message>
        <message>
            <source>Administration</source>
            <translation>Verwaltung</translation>
        </message>
        <message>
            <source>Processes</source>
            <translation>Prozesse</translation>
        </message>
        <message>
            <source>Ports and other raw devices</source>
            <translation>Ports und andere direkt angesprochene Geräte</translation>
        </message>
        <message>
            <source>Restarting the machine</source>
            <translation>Neustart des Rechners</translation>
        </message>
        <message>
            <source>Limits, priorities and schedulers</source>
            <translation>Grenzen, Prioritäten und Scheduler</translation>
        </message>
        <message>
            <source>Sandboxes</source>
            <translation>Sandboxen</translation>
        </message>
        <message>
            <source>Changing users and groups</source>
            <translation>Wechsel von Benutzern und Gruppen</translation>
        </message>
        <message>
            <source>Signals</source>
            <translation>Signale</translation>
        </message>
        <message>
            <source>Swap space</source>
            <translation>Auslagerungsspeicher</translation>
        </message>
        <message>
            <source>Writing files to disk</source>
            <translation>Schreiben von Dateien auf den Datenträger</translation>
        </message>
        <message>
            <source>Timers</source>
            <translation>Timer</translation>
        </message>
    </context>
</TS>