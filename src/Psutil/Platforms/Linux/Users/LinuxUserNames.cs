using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Names of users: from the machine's <c>passwd</c> and, on our own machine, from the C library's other sources (LDAP, systemd).
/// </summary>
internal sealed class LinuxUserNames(LinuxRoots roots)
{
    private readonly UserNameCalls _calls = new(Libc.GetUserName);

    /// <summary>The current names in <c>passwd</c>; empty if it cannot be read.</summary>
    public Dictionary<uint, string> ReadPasswd()
    {
        roots.Etc.TryReadBytes("passwd", FileTree.KernelFileLimit, out byte[]? bytes);
        return bytes is null ? [] : EtcPasswd.Parse(bytes);
    }

    /// <summary>The name of a user that is not in <c>passwd</c>; null if there is none.</summary>
    public string? Ask(uint id) => roots.IsLocalEtc ? _calls.Ask(id) : null;
}
