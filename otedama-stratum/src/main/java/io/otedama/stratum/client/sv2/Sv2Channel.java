package io.otedama.stratum.client.sv2;

import io.otedama.chain.Target;
import io.otedama.stratum.client.ExtranonceSpace;

/**
 * What a client has been granted, as it stands now. Immutable; a change makes another.
 *
 * @param connection 1 for the first connection of a client, 2 for the next, …
 * @param id of the channel, unsigned 32 bit
 * @param groupId of the group it belongs to, unsigned 32 bit
 * @param extranonce the part that the server chose, and how many bytes the miner chooses: 0 for a standard channel
 * @param target for jobs that come from now on
 * @param setupFlags what the server asked for: see SetupFlags
 */
public record Sv2Channel(
        long connection,
        ChannelKind kind,
        long id,
        long groupId,
        ExtranonceSpace extranonce,
        Target target,
        long setupFlags) {

    /** True for messages that concern this channel: its own or those of its group. */
    boolean isAddressedBy(long channelId) {
        return channelId == id || channelId == groupId;
    }

    Sv2Channel withGroup(long other) {
        return new Sv2Channel(connection, kind, id, other, extranonce, target, setupFlags);
    }

    Sv2Channel withExtranonce(ExtranonceSpace other) {
        return new Sv2Channel(connection, kind, id, groupId, other, target, setupFlags);
    }

    Sv2Channel withTarget(Target other) {
        return new Sv2Channel(connection, kind, id, groupId, extranonce, other, setupFlags);
    }
}
