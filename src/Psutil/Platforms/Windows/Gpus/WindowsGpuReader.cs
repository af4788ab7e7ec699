using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Reads the GPUs. Of GPUs that are linked to work as one, the values are those of the first; the engines and the memory are those of all.
/// </summary>
internal sealed class WindowsGpuReader(GraphicsKernel kernel)
{
    // Far more than any GPU has: a driver's count is not trusted.
    private const uint MostSegments = 64;
    private const uint MostEngines = 256;

    // D3DKMT_ADAPTERTYPE.
    private const uint RendersBit = 1 << 0;
    private const uint SoftwareBit = 1 << 2;
    private const uint IndirectDisplayBit = 1 << 6;

    private const string EnumerateCall = "D3DKMTEnumAdapters2";
    private const string StatisticsCall = "D3DKMTQueryStatistics";
    private const double Mega = 1e6;
    private const double Deci = 10;

    /// <summary>The GPUs, without those that are software.</summary>
    /// <param name="withValues">Whether to read all values, or only what names a GPU and what it is divided into.</param>
    /// <param name="failure">Why there are none; default if they could be listed.</param>
    public IReadOnlyList<WindowsGpu> Read(bool withValues, out CallFailure failure)
    {
        failure = default;
        int status = kernel.OpenAdapters(out GraphicsAdapter[] adapters);
        if (NtStatus.Failed(status))
        {
            failure = CallFailure.Status(EnumerateCall, status);
            return [];
        }

        List<WindowsGpu> gpus = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        try
        {
            foreach (GraphicsAdapter adapter in adapters)
            {
                if (IsGpu(adapter.Handle))
                {
                    gpus.Add(Read(adapter, ids, withValues));
                }
            }
        }
        finally
        {
            foreach (GraphicsAdapter adapter in adapters)
            {
                kernel.CloseAdapter(adapter.Handle);
            }
        }

        gpus.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.Adapter.Id, right.Adapter.Id));
        return gpus;
    }

    // Software that draws (Basic Render Driver) and displays that are reached by USB or a network are no GPUs.
    private bool IsGpu(uint handle) =>
        !TryQuery(handle, GraphicsKernel.AdapterKind, out uint kind, out _)
        || ((kind & RendersBit) != 0 && (kind & (SoftwareBit | IndirectDisplayBit)) == 0);

    private WindowsGpu Read(GraphicsAdapter adapter, HashSet<string> ids, bool withValues)
    {
        GpuDraft draft = new();
        if (TryQuery(adapter.Handle, GraphicsKernel.Address, out GraphicsAddress address, out int status))
        {
            draft.PciAddress = GraphicsText.FormatAddress(address.Bus, address.Device, address.Function);
            draft.Reasons.Note(UnavailableReason.Absent, GpuValue.PciAddress);
        }
        else
        {
            draft.Reasons.Note(GpuValue.PciAddress, ReasonOf(status));
        }

        string luid = string.Create(CultureInfo.InvariantCulture, $"luid_0x{adapter.Luid.High:x8}_0x{adapter.Luid.Low:x8}");
        string id = draft.PciAddress is { } pci && ids.Add(pci) ? pci : luid;
        WindowsGpuAdapter divided = Divide(adapter, id, draft);
        if (withValues)
        {
            ReadModel(adapter.Handle, draft);
            ReadMemory(adapter.Handle, draft);
            ReadPerformance(adapter.Handle, divided, draft);
        }

        return new WindowsGpu(divided, draft);
    }

    /// <summary>Finds what a GPU is divided into, and reads what its parts report.</summary>
    private WindowsGpuAdapter Divide(GraphicsAdapter adapter, string id, GpuDraft draft)
    {
        GraphicsStatistics statistics = new() { Subject = GraphicsSubject.Adapter, Luid = adapter.Luid };
        int status = kernel.QueryStatistics(ref statistics);
        if (NtStatus.Failed(status))
        {
            draft.Reasons.Note(GpuValue.MemoryUsed, ReasonOf(status, StatisticsCall));
            draft.Reasons.Note(GpuValue.SharedMemoryUsed, ReasonOf(status, StatisticsCall));
            draft.Reasons.Note(GpuValue.Engines, ReasonOf(status, StatisticsCall));
            return new WindowsGpuAdapter(id, adapter.Luid, [], []);
        }

        List<bool> isShared = [];
        for (uint segment = 0; segment < Math.Min(statistics.SegmentCount, MostSegments); segment++)
        {
            isShared.Add(ReadSegment(adapter.Luid, segment, draft));
        }

        List<string> names = [];
        Dictionary<string, GpuEngine> engines = new(StringComparer.Ordinal);
        for (uint node = 0; node < Math.Min(statistics.NodeCount, MostEngines); node++)
        {
            string name = NameOf(adapter.Handle, node, names);
            names.Add(name);
            GraphicsStatistics question = new()
            {
                Subject = GraphicsSubject.Node,
                Luid = adapter.Luid,
                Number = node,
            };
            if (!NtStatus.Failed(kernel.QueryStatistics(ref question)))
            {
                engines[name] = new GpuEngine { BusyTime = ToTime(question.RunningTime) };
            }
        }

        draft.Engines = engines;
        return new WindowsGpuAdapter(id, adapter.Luid, isShared, names);
    }

    /// <summary>Adds the use of a segment. Returns whether it is memory of the machine.</summary>
    private bool ReadSegment(GraphicsLuid luid, uint segment, GpuDraft draft)
    {
        GraphicsStatistics question = new()
        {
            Subject = GraphicsSubject.Segment,
            Luid = luid,
            Number = segment,
        };
        int status = kernel.QueryStatistics(ref question);
        if (NtStatus.Failed(status))
        {
            draft.Reasons.Note(GpuValue.MemoryUsed, ReasonOf(status, StatisticsCall));
            return false;
        }

        if (question.SegmentIsAperture != 0)
        {
            draft.SharedMemoryUsed = Saturating.Add(draft.SharedMemoryUsed ?? 0, ToCount(question.SegmentResident));
            return true;
        }

        draft.MemoryUsed = Saturating.Add(draft.MemoryUsed ?? 0, ToCount(question.SegmentResident));
        return false;
    }

    private string NameOf(uint handle, uint node, List<string> taken)
    {
        Span<byte> metadata = stackalloc byte[GraphicsText.MetadataSize];
        metadata.Clear();
        MemoryMarshal.Write(metadata, node);
        string kind = NtStatus.Failed(kernel.QueryAdapter(handle, GraphicsKernel.NodeMetadata, metadata))
            ? GraphicsText.ReadEngine([])
            : GraphicsText.ReadEngine(metadata);
        string name = kind;
        for (int number = 2; taken.Contains(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");
        }

        return name;
    }

    private void ReadModel(uint handle, GpuDraft draft)
    {
        byte[] registry = new byte[GraphicsText.RegistrySize];
        int status = kernel.QueryAdapter(handle, GraphicsKernel.RegistryInformation, registry);
        draft.Name = NtStatus.Failed(status) ? null : GraphicsText.ReadName(registry);
        draft.Reasons.Note(GpuValue.Name, ReasonOf(status));
        if (TryQuery(handle, GraphicsKernel.UserModeDriverVersion, out ulong version, out status))
        {
            draft.DriverVersion = GraphicsText.FormatVersion(version);
        }
        else
        {
            draft.Reasons.Note(GpuValue.DriverVersion, ReasonOf(status));
        }

        // 0 is not a vendor: what is on no PCI bus has none.
        if (TryQuery(handle, GraphicsKernel.DeviceIds, out GraphicsDeviceIds ids, out status) && ids.Vendor is > 0 and <= ushort.MaxValue)
        {
            draft.VendorId = (int)ids.Vendor;
            draft.DeviceId = (int)(ids.Device & ushort.MaxValue);
            draft.Vendor = GpuVendors.Of(draft.VendorId);
        }
        else
        {
            foreach (GpuValue value in (ReadOnlySpan<GpuValue>)[GpuValue.VendorId, GpuValue.DeviceId, GpuValue.Vendor])
            {
                draft.Reasons.Note(value, ReasonOf(status));
            }
        }
    }

    private void ReadMemory(uint handle, GpuDraft draft)
    {
        if (TryQuery(handle, GraphicsKernel.MemorySizes, out GraphicsMemorySizes sizes, out int status))
        {
            // A GPU in a CPU has none of its own.
            draft.MemoryTotal = sizes.DedicatedVideo > 0 ? ToCount(sizes.DedicatedVideo) : null;
            draft.SharedMemoryTotal = ToCount(sizes.SharedSystem);
            draft.Reasons.Note(UnavailableReason.Absent, GpuValue.MemoryTotal);
            return;
        }

        draft.Reasons.Note(GpuValue.MemoryTotal, ReasonOf(status));
        draft.Reasons.Note(GpuValue.SharedMemoryTotal, ReasonOf(status));
    }

    private void ReadPerformance(uint handle, WindowsGpuAdapter adapter, GpuDraft draft)
    {
        if (TryQuery(handle, GraphicsKernel.Performance, out GraphicsPerformance performance, out int status))
        {
            draft.TemperatureCelsius = performance.Temperature > 0 ? performance.Temperature / Deci : null;
            draft.MemoryClockMegahertz = performance.MemoryFrequency > 0 ? performance.MemoryFrequency / Mega : null;
            draft.PowerPercent = performance.Power > 0 ? performance.Power / Deci : null;

            // A fan that stands still, and no fan, both turn 0 times.
            bool hasFan =
                performance.FanRevolutionsPerMinute > 0
                || (
                    TryQuery(handle, GraphicsKernel.PerformanceLimits, out GraphicsPerformanceLimits limits, out _)
                    && limits.FanRevolutionsPerMinute > 0
                );
            draft.FanRevolutionsPerMinute = hasFan ? (int)Math.Min(performance.FanRevolutionsPerMinute, int.MaxValue) : null;
        }
        else
        {
            GpuValue[] missing =
            [
                GpuValue.TemperatureCelsius,
                GpuValue.MemoryClockMegahertz,
                GpuValue.PowerPercent,
                GpuValue.FanRevolutionsPerMinute,
            ];
            foreach (GpuValue value in missing)
            {
                draft.Reasons.Note(value, ReasonOf(status));
            }
        }

        // The clock of the engine that draws and computes, or of the first.
        int main = Math.Max(adapter.Engines.ToList().IndexOf("3D"), 0);
        GraphicsNodePerformance node = new() { Node = (uint)main };
        if (adapter.Engines.Count > 0 && TryAsk(handle, GraphicsKernel.NodePerformance, ref node, out _))
        {
            draft.ClockMegahertz = node.Frequency > 0 ? node.Frequency / Mega : null;
            draft.MaxClockMegahertz = node.MaximumFrequency > 0 ? node.MaximumFrequency / Mega : null;
        }
    }

    private bool TryQuery<T>(uint handle, int type, out T answer, out int status)
        where T : unmanaged
    {
        answer = default;
        return TryAsk(handle, type, ref answer, out status);
    }

    /// <summary>The same with a structure that says which part is meant.</summary>
    private bool TryAsk<T>(uint handle, int type, ref T answer, out int status)
        where T : unmanaged
    {
        status = kernel.QueryAdapter(handle, type, MemoryMarshal.AsBytes(new Span<T>(ref answer)));
        return !NtStatus.Failed(status);
    }

    /// <summary>A count of the system as a signed number.</summary>
    public static long ToCount(ulong count) => (long)Math.Min(count, long.MaxValue);

    public static TimeSpan ToTime(long ticks) => TimeSpan.FromTicks(Math.Max(ticks, 0));

    // An older system refuses a question that it does not know. What is missing after a success, the driver does not know.
    private static Unavailability ReasonOf(int status, string call = "D3DKMTQueryAdapterInfo") =>
        status is NtStatus.InvalidParameter or >= 0
            ? new Unavailability { Reason = UnavailableReason.NotSupported }
            : CallFailure.Status(call, status).ToUnavailability();
}
