package dev.flinklabs.testkit.stack;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.table.gateway.rest.SqlGatewayRestEndpoint;
import org.apache.flink.table.gateway.service.SqlGatewayServiceImpl;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Flink's SQL gateway in this JVM, at some port of this machine. */
public final class Gateway implements AutoCloseable {

    private static final String HERE = "localhost";

    private final SessionManager sessions;
    private final SqlGatewayRestEndpoint endpoint;

    private Gateway(SessionManager sessions, SqlGatewayRestEndpoint endpoint) {
        this.sessions = sessions;
        this.endpoint = endpoint;
    }

    /**
     * @param cluster where statements run: the address of a cluster's REST API
     */
    public static Gateway start(URI cluster) {
        Configuration jobs = new Configuration();
        jobs.set(DeploymentOptions.TARGET, "remote");
        jobs.set(RestOptions.ADDRESS, cluster.getHost());
        jobs.set(RestOptions.PORT, cluster.getPort());
        SessionManager sessions = SessionManager.create(new DefaultContext(jobs, List.of()));

        Configuration own = new Configuration();
        own.set(RestOptions.ADDRESS, HERE);
        own.set(RestOptions.BIND_ADDRESS, HERE);
        own.set(RestOptions.BIND_PORT, "0");
        try {
            SqlGatewayRestEndpoint endpoint =
                    new SqlGatewayRestEndpoint(own, new SqlGatewayServiceImpl(sessions));
            sessions.start();
            endpoint.start();
            return new Gateway(sessions, endpoint);
        } catch (Exception e) {
            throw new IllegalStateException("The SQL gateway did not start in this JVM.", e);
        }
    }

    /** Host and port. */
    String host() {
        return address().getHostString() + ":" + address().getPort();
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(HERE, endpoint.getServerAddress().getPort());
    }

    @Override
    public void close() throws Exception {
        endpoint.stop();
        sessions.stop();
    }
}
