package io.slipway.instances;

import io.slipway.kernel.AppId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What people read of instances; authorised and tenant-scoped. */
@Service
public class InstanceService {

    /** Living instances of an app by index, then its gone ones, newest first, at most 200 in all. */
    public List<InstanceRow> ofApp(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Living instances of several apps at once, for lists; apps that the caller may not read are left out. */
    public Map<AppId, List<InstanceRow>> living(Collection<AppId> ids) {
        throw new UnsupportedOperationException();
    }
}
