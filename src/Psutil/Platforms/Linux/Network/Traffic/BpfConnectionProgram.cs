using Psutil.Platforms.Linux.Interop;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>The part of <see cref="BpfTrafficProgram"/> that adds a transfer to the sums of its connection, too.</summary>
/// <remarks>
/// <code>
/// struct ConnectionKey key = { process, sk->sk_bound_dev_if, sk->sk_family, sk->sk_protocol, inet_sk(sk)->inet_sport, sk->sk_dport };
/// if (sk->sk_family == AF_INET) { key.local = sk->sk_rcv_saddr; key.remote = sk->sk_daddr; }
/// else { key.local = sk->sk_v6_rcv_saddr; key.remote = sk->sk_v6_daddr; }
/// void *table = bpf_map_lookup_elem(&amp;tables, &amp;zero);     // the one of two that is filled at present
/// struct TrafficSums *sums = bpf_map_lookup_elem(table, &amp;key);  // added if it is not there, as in the table of processes
/// if (!sums) sums = bpf_map_lookup_elem(&amp;without, &amp;one);        // no room
/// </code>
/// </remarks>
internal static class BpfConnectionProgram
{
    private const int WordSize = 8;

    // Below what BpfTrafficProgram has on the stack.
    private const int Key = BpfTrafficProgram.EndOfStack - ConnectionKey.Size;
    private const int Index = Key - WordSize;

    /// <summary>The lowest place on the stack that is used.</summary>
    public const int EndOfStack = Index;

    /// <summary>Leaves the address of the sums in R0. Overwrites R7 and R9.</summary>
    /// <param name="code">The program.</param>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="socket">The register with the socket.</param>
    /// <param name="process">Where on the stack the <see cref="TrafficKey"/> is.</param>
    /// <param name="maps">The tables.</param>
    /// <param name="done">Where to go if there are no sums, which does not happen.</param>
    public static void FindSums(
        BpfAssembler code,
        BpfTrafficLayout layout,
        BpfRegister socket,
        int process,
        BpfTrafficMaps maps,
        BpfLabel done
    )
    {
        FillKey(code, layout, socket, process);
        code.Store(FramePointer, Index, WordSize, 0);
        code.MoveMap(R1, BpfTrafficMaps.NumberOf(maps.CurrentConnections!.Handle));
        code.MoveAddress(R2, FramePointer, Index);
        code.Call(BpfHelper.MapLookupElement);
        code.JumpIf(BpfCondition.Equal, R0, 0, done);
        code.Move(R9, R0);
        BpfTrafficProgram.FindSumsIn(code, to => code.Move(to, R9), Key, maps, BpfTrafficMaps.WithoutConnectionIndex, done);
    }

    private static void FillKey(BpfAssembler code, BpfTrafficLayout layout, BpfRegister socket, int process)
    {
        BpfConnectionLayout fields = layout.Connections!;
        for (int offset = TrafficKey.Size; offset < ConnectionKey.Size; offset += WordSize)
        {
            code.Store(FramePointer, Key + offset, WordSize, 0);
        }

        code.Load(R1, FramePointer, process, WordSize);
        code.Store(FramePointer, Key, WordSize, R1);

        // A PID has 32 bits, and the interface's number follows.
        code.Load(R1, FramePointer, process + WordSize, WordSize);
        code.Store(FramePointer, Key + WordSize, WordSize, R1);
        code.Load(R1, socket, fields.InterfaceIndex);
        code.Store(FramePointer, Key + ConnectionKey.InterfaceOffset, sizeof(uint), R1);
        code.Load(R1, socket, layout.Protocol);
        code.Store(FramePointer, Key + ConnectionKey.ProtocolOffset, sizeof(ushort), R1);
        code.Load(R1, socket, fields.RemotePort);
        code.Store(FramePointer, Key + ConnectionKey.RemotePortOffset, sizeof(ushort), R1);

        // The rest of inet_sock is beyond what a load from a struct sock may read.
        BpfTrafficProgram.Copy(code, Key + ConnectionKey.LocalPortOffset, socket, fields.LocalPort.Offset, fields.LocalPort.Size);

        BpfLabel isIpv6 = code.NewLabel();
        BpfLabel isComplete = code.NewLabel();
        code.Load(R9, socket, layout.Family);
        code.Store(FramePointer, Key + ConnectionKey.FamilyOffset, sizeof(ushort), R9);
        code.JumpIf(BpfCondition.Equal, R9, AddressFamilyNumber.InterNetworkV6, isIpv6);
        code.Load(R1, socket, fields.LocalIpv4);
        code.Store(FramePointer, Key + ConnectionKey.LocalOffset, sizeof(uint), R1);
        code.Load(R1, socket, fields.RemoteIpv4);
        code.Store(FramePointer, Key + ConnectionKey.RemoteOffset, sizeof(uint), R1);
        code.Jump(isComplete);
        code.Mark(isIpv6);
        BpfTrafficProgram.Copy(code, Key + ConnectionKey.LocalOffset, socket, fields.LocalIpv6, InetAddressBytes.Size);
        BpfTrafficProgram.Copy(code, Key + ConnectionKey.RemoteOffset, socket, fields.RemoteIpv6, InetAddressBytes.Size);
        code.Mark(isComplete);
    }
}
