package io.sluice.app.cli;

/// Answers as the server gives them.
final class Samples {
    private Samples() {}

    static final String SESSION =
            """
            {"setUp":true,"user":{"name":"cli","roles":["viewer","operator","editor","approver","admin"]},
             "csrfToken":"","solo":false,"sandbox":true,"project":"default","version":"0.1.0"}\
            """;

    static final String WORKFLOWS =
            """
            {"items":[
              {"id":"internet-facing-vm","name":"Internet-facing VM","description":"","publishedVersion":2,
               "draftRevision":3,"enabled":true,"updatedAt":"2026-01-05T10:00:00Z","updatedBy":"ada",
               "problems":{"errors":0,"warnings":0},"triggers":[{"node":"new_vm","type":"aws.new-vm"}],
               "runs":{"running":4,"incidents":1,"lastStatus":"running","lastStartedAt":"2026-01-05T10:15:30Z"}},
              {"id":"sweep","name":"Sweep","description":"","publishedVersion":null,"draftRevision":1,
               "enabled":false,"updatedAt":"2026-01-05T10:00:00Z","updatedBy":"ada",
               "problems":{"errors":1,"warnings":0},"triggers":[],
               "runs":{"running":0,"incidents":0,"lastStatus":null,"lastStartedAt":null}}],
             "next":"c2Vjb25k"}\
            """;

    static final String NO_WORKFLOWS = "{\"items\":[],\"next\":null}";

    private static final String RUN_HEAD =
            """
            "id":"r-1","workflow":{"id":"internet-facing-vm","name":"Internet-facing VM","version":2},
            "mode":"live","startedAt":"2026-01-05T10:15:30Z","startedBy":"event aws",
            "key":"111122223333/us-east-1/i-0e2653a942a0520f8","version":12,
            "document":{},"trigger":{"instanceId":"i-0e2653a942a0520f8"},"variables":{},"edges":{}\
            """;

    private static final String DESCRIBE =
            """
            {"id":1,"node":"describe","name":"Describe the machine","kind":"task",
             "type":"aws.ec2.describe-instance","generation":1,"status":"completed","attempts":1,
             "enteredAt":"2026-01-05T10:15:30Z","endedAt":"2026-01-05T10:15:30.400Z","input":null,
             "output":{"publicIp":"198.18.0.1"},"note":null,"dueAt":null,"failure":null,"incident":null,
             "effects":[]}\
            """;

    private static String quarantine(String rest) {
        return """
        {"id":2,"node":"quarantine","name":"Quarantine it","kind":"task","type":"aws.ec2.quarantine",
         "generation":1,"enteredAt":"2026-01-05T10:15:31Z","input":{},"effects":["r-1/2/1"],%s}\
        """
                .formatted(rest);
    }

    private static String effect(String status) {
        return """
        {"key":"r-1/2/1","step":2,"node":"quarantine","class":"natural","status":"%s","request":{},
         "changes":[{"action":"ModifyNetworkInterfaceAttribute","subject":"eni-1","property":"groups",
         "before":["sg-1"],"after":["sg-9"],"summary":"Replace the security groups of eni-1 by sg-9"}],
         "result":{},"adopted":false,"declaredAt":"2026-01-05T10:15:31Z","settledAt":null,
         "undoable":true,"undoes":null,"undoneBy":null}\
        """
                .formatted(status);
    }

    static final String RUN_WORKING =
            run(
                    "running",
                    0,
                    "",
                    DESCRIBE
                            + ","
                            + quarantine(
                                    """
                                    "status":"working","attempts":1,"endedAt":null,"output":null,"note":null,
                                    "dueAt":null,"failure":null,"incident":null\
                                    """),
                    effect("intended"));

    static final String RUN_COMPLETED =
            run(
                    "completed",
                    0,
                    "2026-01-05T10:18:35Z",
                    DESCRIBE
                            + ","
                            + quarantine(
                                    """
                                    "status":"completed","attempts":2,"endedAt":"2026-01-05T10:18:35Z",
                                    "output":{"groups":["sg-9"]},"note":"2 interfaces","dueAt":null,
                                    "failure":null,"incident":null\
                                    """),
                    effect("applied"));

    static final String RUN_STUCK =
            run(
                    "running",
                    1,
                    "",
                    DESCRIBE
                            + ","
                            + quarantine(
                                    """
                                    "status":"incident","attempts":3,"endedAt":null,"output":null,"note":null,
                                    "dueAt":null,
                                    "failure":{"code":"aws.denied","message":"Not authorized","fault":"user"},
                                    "incident":{"kind":"failed","code":"aws.denied","message":"Not authorized",
                                    "raisedAt":"2026-01-05T10:15:40Z"}\
                                    """),
                    effect("not-applied"));

    static String run(String status, int incidents, String endedAt, String steps, String effects) {
        return """
        {%s,"status":"%s","incidents":%d,"waitingFor":"","nodes":[],"endedAt":%s,
         "steps":[%s],"effects":[%s],"approvals":[]}\
        """
                .formatted(
                        RUN_HEAD,
                        status,
                        incidents,
                        endedAt.isEmpty() ? "null" : "\"" + endedAt + "\"",
                        steps,
                        effects);
    }

    static final String VM =
            """
            {"instanceId":"i-0e2653a942a0520f8","name":"vm-1","state":"running","account":"111122223333",
             "region":"us-east-1","publicIp":"198.18.0.1","privateIp":"10.0.0.10","tags":{"Name":"vm-1"},
             "interfaces":[{"groups":["sg-047075b22b398f5df"],"id":"eni-02c229630a21ca984"}],
             "agent":true,"truRisk":934,"missingPatches":%d,"scanOutcome":"finished","patchOutcome":"ok",
             "reachesOut":true,"lastEventId":"c2f606a6","assetId":8001}\
            """;

    /// The sandbox's world.
    ///
    /// @param approval of the change request
    static String world(int missingPatches, String incident, String change, String approval) {
        return """
        {"clock":{"now":"2026-01-05T10:15:30Z","speed":60.0},"vms":[%s],
         "assets":[{"assetId":8001,"hostId":7001,"instanceId":"i-0e2653a942a0520f8","name":"vm-1",
                    "tagIds":[501],"truRisk":934}],
         "tags":[{"id":501,"name":"external"}],"snapshots":[],
         "incidents":[{"number":"INC0010001","sys_id":"1c00000000000000000000000000000a","state":"%s"}],
         "changes":[{"number":"CHG0030001","sys_id":"c400000000000000000000000000000b","state":"%s",
                     "approval":"%s"}]}\
        """
                .formatted(VM.formatted(missingPatches), incident, change, approval);
    }
}
