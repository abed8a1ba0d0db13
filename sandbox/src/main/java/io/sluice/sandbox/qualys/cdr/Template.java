package io.sluice.sandbox.qualys.cdr;

import java.util.List;
import java.util.Locale;

/// What a finding of a category usually looks like.
///
/// @param severity from 1 (low) to 5
/// @param address the other end, or empty
/// @param message takes the process and the address
record Template(
        String category,
        int severity,
        String processPath,
        String technique,
        String tactic,
        String address,
        int port,
        String message) {
    private static final List<Template> KNOWN =
            List.of(
                    new Template(
                            "Cloud_Credentials_Accessed_By_Network_Utility",
                            4,
                            "/usr/bin/curl",
                            "T1552.005",
                            "Credential Access",
                            "169.254.169.254",
                            80,
                            "%s contacted the instance metadata service at %s"),
                    new Template(
                            "Network_Scanning_Utility",
                            3,
                            "/usr/bin/nmap",
                            "T1046",
                            "Discovery",
                            "203.0.113.200",
                            22,
                            "%s scanned %s"),
                    new Template(
                            "Container_Escape",
                            5,
                            "/usr/bin/nsenter",
                            "T1611",
                            "Privilege Escalation",
                            "",
                            0,
                            "%s entered a namespace of the host"),
                    new Template(
                            "Privilege_Escalation",
                            4,
                            "/usr/bin/su",
                            "T1548",
                            "Privilege Escalation",
                            "",
                            0,
                            "%s became root"),
                    new Template(
                            "Crypto_Mining",
                            4,
                            "/tmp/xmrig",
                            "T1496",
                            "Impact",
                            "203.0.113.66",
                            3333,
                            "%s spoke to a mining pool at %s"),
                    new Template(
                            "Reverse_Shell",
                            5,
                            "/bin/bash",
                            "T1059.004",
                            "Execution",
                            "203.0.113.9",
                            4444,
                            "%s was connected to %s"),
                    new Template(
                            "Suspicious_Communication",
                            3,
                            "/usr/bin/python3",
                            "T1071.001",
                            "Command and Control",
                            "198.51.100.23",
                            8443,
                            "%s spoke to a known command server at %s"),
                    new Template(
                            "Sensitive_File_Access",
                            3,
                            "/usr/bin/cat",
                            "T1552.001",
                            "Credential Access",
                            "",
                            0,
                            "%s read /etc/shadow"),
                    new Template(
                            "Persistence",
                            3,
                            "/usr/bin/crontab",
                            "T1053.003",
                            "Persistence",
                            "",
                            0,
                            "%s wrote a crontab"),
                    new Template(
                            "Log_Tampering",
                            3,
                            "/usr/bin/truncate",
                            "T1070.002",
                            "Defense Evasion",
                            "",
                            0,
                            "%s emptied /var/log/auth.log"),
                    new Template(
                            "Lateral_Movement",
                            4,
                            "/usr/bin/ssh",
                            "T1021.004",
                            "Lateral Movement",
                            "203.0.113.40",
                            22,
                            "%s opened a session on %s"),
                    new Template(
                            "Data_Exfiltration",
                            5,
                            "/usr/bin/rclone",
                            "T1048",
                            "Exfiltration",
                            "198.51.100.77",
                            443,
                            "%s sent much to %s"),
                    new Template(
                            "Webshell",
                            5,
                            "/bin/sh",
                            "T1505.003",
                            "Persistence",
                            "",
                            0,
                            "%s was started by a web server"),
                    new Template(
                            "Kernel_Module",
                            5,
                            "/usr/sbin/insmod",
                            "T1547.006",
                            "Persistence",
                            "",
                            0,
                            "%s loaded a kernel module"),
                    new Template(
                            "Account_Manipulation",
                            3,
                            "/usr/sbin/useradd",
                            "T1136.001",
                            "Persistence",
                            "",
                            0,
                            "%s added an account"),
                    new Template(
                            "Data_Destruction",
                            5,
                            "/usr/bin/shred",
                            "T1485",
                            "Impact",
                            "",
                            0,
                            "%s overwrote files"));

    /// The template of a category, of which the given name may be a variation
    /// (`Container_Escape_Attempt`); one of no particular kind for a name nobody knows.
    static Template of(String category) {
        String wanted = category.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(each -> wanted.contains(each.category().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(each -> each.named(category))
                .orElse(
                        new Template(
                                category, 2, "/usr/bin/python3", "", "", "", 0, "%s was noticed"));
    }

    private Template named(String other) {
        return new Template(
                other, severity, processPath, technique, tactic, address, port, message);
    }

    String process() {
        return processPath.substring(processPath.lastIndexOf('/') + 1);
    }
}
