using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The interfaces of this process's network namespace, by rtnetlink.</summary>
internal static class LinuxNetworkLinks
{
    /// <summary>All interfaces, in the order of their indexes.</summary>
    public static ReadResult Read(NetlinkSession session, List<NetworkLink> links)
    {
        RouteLinkRequest request = new()
        {
            Attribute = new NetlinkAttributeHeader
            {
                Length = NetlinkAttributeHeader.Size + sizeof(uint),
                Type = RouteLinkMessage.ExtendedMaskAttribute,
            },
            Mask = RouteLinkMessage.SkipStatistics,
        };
        return session.List(RouteMessageType.GetLink, in request, links.Clear, (type, message) =>
        {
            if (type != RouteMessageType.NewLink)
            {
                return;
            }

            if (RouteNetlinkParser.TryParseLink(message, out NetworkLink? link, out string? malformed))
            {
                links.Add(link);
            }
            else
            {
                PsutilEventSource.Log.Malformed("RTM_GETLINK", malformed);
            }
        });
    }

    /// <summary>The error of a failed list, for an exception.</summary>
    public static PsutilException ToException(ReadResult failure, string list)
    {
        SystemCallError error = new()
        {
            SystemCall = $"{failure.Call}(NETLINK_ROUTE, {list})",
            ErrorCode = failure.Error,
            Description = Errno.Describe(failure.Error),
        };
        return failure.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }
}
