package io.sluice.sandbox.qualys;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Permit;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.qualys.fo.FoFamily;
import io.sluice.sandbox.qualys.qps.QpsFamily;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;

/// The Qualys API server: paths under `/qps/` belong to QPS, all others to FO.
public final class QualysFront implements Vendor {
    private final FoFamily fo;
    private final QpsFamily qps;

    public QualysFront(World world) {
        this.fo = new FoFamily(world);
        this.qps = new QpsFamily(world);
    }

    @Override
    public String service() {
        return "qualys";
    }

    private static boolean isQps(Call call) {
        return call.path().startsWith("/qps/");
    }

    @Override
    public Operation operation(Call call) {
        return isQps(call) ? qps.operation(call) : fo.operation(call);
    }

    @Override
    public Permit admit(Operation operation, Call call) {
        return isQps(call) ? Permit.FREE : fo.admit(call);
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return isQps(call) ? qps.refusal(kind, status, call) : fo.refusal(kind, status);
    }
}
