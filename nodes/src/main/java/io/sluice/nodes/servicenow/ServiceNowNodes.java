package io.sluice.nodes.servicenow;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.nodes.support.PermissionTable;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;
import java.util.Map;

/// The ServiceNow node types and their connection type.
public final class ServiceNowNodes implements NodeProvider {
    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var serviceNow = new ServiceNow(new VendorHttp("servicenow", environment));
        return List.of(
                new CreateIncident(serviceNow),
                new CreateChange(serviceNow),
                new AwaitApproval(serviceNow),
                new UpdateRecord(serviceNow),
                new CloseIncident(serviceNow),
                new CloseChange(serviceNow));
    }

    @Override
    public List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        var table = PermissionTable.of("ServiceNow", needed);
        return table.isEmpty()
                ? List.of()
                : List.of(
                        new PermissionDocument(
                                "Tables and operations of the ServiceNow user",
                                "text",
                                table,
                                "By table, with the steps that need each; an operation is an access"
                                        + " control (ACL) of type record for a role of the user's."
                                        + " The role itil has those of incident and change_request,"
                                        + " sn_change_write those of change_request. The user"
                                        + " needs web service access as well."));
    }

    @Override
    public List<OptionSource> optionSources(NodeEnvironment environment) {
        return List.of(
                new AssignmentGroups(new ServiceNow(new VendorHttp("servicenow", environment))));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(
                new ConnectionType(
                        ServiceNow.CONNECTION_TYPE,
                        "ServiceNow",
                        """
                        A ServiceNow integration user with web service access and the role **itil** (or narrower ones that
                        may create, read and write `incident` and `change_request`).

                        **basic** sends its user name and password. **oauth** fetches a token from `/oauth_token.do` with
                        the OAuth client named here: with a user name by the password grant, without one by the client
                        credentials grant.

                        To be told of approvals at once, add an after-update business rule on `change_request` for changes
                        of `approval` that posts `{"table":"change_request","sys_id":"…"}` to the product's ServiceNow
                        webhook. Without it the change is polled.
                        """,
                        List.of(
                                new Setting(
                                        "url",
                                        "Instance",
                                        "Address of the instance.",
                                        true,
                                        false,
                                        "https://acme.service-now.com"),
                                new Setting(
                                        "authentication",
                                        "Authentication",
                                        "basic or oauth; without one it is basic.",
                                        false,
                                        false,
                                        "basic"),
                                new Setting(
                                        "username",
                                        "User name",
                                        "For basic, and for oauth by the password grant.",
                                        false,
                                        false,
                                        "svc_sluice"),
                                new Setting("password", "Password", "", false, true, ""),
                                new Setting(
                                        "clientId", "OAuth client id", "", false, false, "5d1f…"),
                                new Setting(
                                        "clientSecret", "OAuth client secret", "", false, true, ""),
                                new Setting(
                                        "closeCode",
                                        "Close code",
                                        "For incidents; they differ between releases, older "
                                                + "ones have 'Solved (Permanently)'."
                                                + " Without one it is 'Solution provided'.",
                                        false,
                                        false,
                                        "Solution provided"),
                                new Setting(
                                        "pollInterval",
                                        "Poll interval",
                                        "Wait between two looks at a change, at least PT1S; "
                                                + "without one it is PT60S.",
                                        false,
                                        false,
                                        "PT60S"))));
    }
}
