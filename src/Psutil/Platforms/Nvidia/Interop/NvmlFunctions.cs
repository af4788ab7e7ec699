using System.Runtime.InteropServices;

namespace Psutil.Platforms.Nvidia.Interop;

/// <summary>
/// The functions of NVIDIA's management library (nvml.h). Each is looked up by itself, because an old driver has fewer of them; one that is
/// missing returns <see cref="NvmlResult.FunctionNotFound"/>.
/// </summary>
internal sealed unsafe class NvmlFunctions(nint library)
{
    private readonly nint _init = Find(library, "nvmlInit_v2", "nvmlInit");
    private readonly nint _shutdown = Find(library, "nvmlShutdown");
    private readonly nint _driverVersion = Find(library, "nvmlSystemGetDriverVersion");
    private readonly nint _count = Find(library, "nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
    private readonly nint _handle = Find(library, "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");

    // The structure of version 2 is shorter and begins in the same way.
    private readonly nint _pciInfo = Find(library, "nvmlDeviceGetPciInfo_v3", "nvmlDeviceGetPciInfo_v2");
    private readonly nint _name = Find(library, "nvmlDeviceGetName");
    private readonly nint _uuid = Find(library, "nvmlDeviceGetUUID");
    private readonly nint _memoryV2 = Find(library, "nvmlDeviceGetMemoryInfo_v2");
    private readonly nint _memory = Find(library, "nvmlDeviceGetMemoryInfo");
    private readonly nint _utilization = Find(library, "nvmlDeviceGetUtilizationRates");
    private readonly nint _encoder = Find(library, "nvmlDeviceGetEncoderUtilization");
    private readonly nint _decoder = Find(library, "nvmlDeviceGetDecoderUtilization");
    private readonly nint _clock = Find(library, "nvmlDeviceGetClockInfo");
    private readonly nint _maxClock = Find(library, "nvmlDeviceGetMaxClockInfo");
    private readonly nint _temperature = Find(library, "nvmlDeviceGetTemperature");
    private readonly nint _fan = Find(library, "nvmlDeviceGetFanSpeed");
    private readonly nint _power = Find(library, "nvmlDeviceGetPowerUsage");
    private readonly nint _powerLimit = Find(library, "nvmlDeviceGetEnforcedPowerLimit");
    private readonly nint _energy = Find(library, "nvmlDeviceGetTotalEnergyConsumption");
    private readonly nint _throttle = Find(library, "nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons");
    private readonly nint _migMode = Find(library, "nvmlDeviceGetMigMode");
    private readonly nint _migCount = Find(library, "nvmlDeviceGetMaxMigDeviceCount");
    private readonly nint _migHandle = Find(library, "nvmlDeviceGetMigDeviceHandleByIndex");
    private readonly nint _processSamples = Find(library, "nvmlDeviceGetProcessUtilization");

    // Versions 2 and 3 have the same structure. Version 3 has fewer of the errors of version 2 with MIG.
    private readonly nint _computeV2 = Find(library, "nvmlDeviceGetComputeRunningProcesses_v3", "nvmlDeviceGetComputeRunningProcesses_v2");
    private readonly nint _compute = Find(library, "nvmlDeviceGetComputeRunningProcesses");
    private readonly nint _graphicsV2 = Find(
        library,
        "nvmlDeviceGetGraphicsRunningProcesses_v3",
        "nvmlDeviceGetGraphicsRunningProcesses_v2"
    );
    private readonly nint _graphics = Find(library, "nvmlDeviceGetGraphicsRunningProcesses");

    public NvmlResult Init() => Call(_init);

    public NvmlResult Shutdown() => Call(_shutdown);

    public NvmlResult GetDriverVersion(Span<byte> text)
    {
        fixed (byte* buffer = text)
        {
            return _driverVersion == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<byte*, uint, NvmlResult>)_driverVersion)(buffer, (uint)text.Length);
        }
    }

    public NvmlResult GetCount(out uint count)
    {
        uint found = 0;
        NvmlResult result = _count == 0 ? NvmlResult.FunctionNotFound : ((delegate* unmanaged[Cdecl]<uint*, NvmlResult>)_count)(&found);
        count = found;
        return result;
    }

    public NvmlResult GetHandle(uint index, out nint device) => GetHandle(_handle, index, out device);

    public NvmlResult GetPciInfo(nint device, out NvmlPciInfo info) => Get(_pciInfo, device, out info);

    public NvmlResult GetName(nint device, Span<byte> text) => GetText(_name, device, text);

    public NvmlResult GetUuid(nint device, Span<byte> text) => GetText(_uuid, device, text);

    public NvmlResult GetMemory(nint device, out ulong total, out ulong used)
    {
        NvmlMemoryV2 newer = new() { Version = NvmlMemoryV2.CurrentVersion };
        NvmlResult result =
            _memoryV2 == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, NvmlMemoryV2*, NvmlResult>)_memoryV2)(device, &newer);
        (total, used) = (newer.Total, newer.Used);
        if (result is NvmlResult.FunctionNotFound or NvmlResult.ArgumentVersionMismatch)
        {
            result = Get(_memory, device, out NvmlMemory older);
            (total, used) = (older.Total, older.Used);
        }

        return result;
    }

    public NvmlResult GetUtilization(nint device, out NvmlUtilization utilization) => Get(_utilization, device, out utilization);

    public NvmlResult GetEncoder(nint device, out uint percent) => GetFirst(_encoder, device, out percent);

    public NvmlResult GetDecoder(nint device, out uint percent) => GetFirst(_decoder, device, out percent);

    public NvmlResult GetClock(nint device, NvmlClock clock, out uint megahertz) => Get(_clock, device, (uint)clock, out megahertz);

    public NvmlResult GetMaxClock(nint device, NvmlClock clock, out uint megahertz) => Get(_maxClock, device, (uint)clock, out megahertz);

    // 0 is NVML_TEMPERATURE_GPU, the only sensor of this function.
    public NvmlResult GetTemperature(nint device, out uint degrees) => Get(_temperature, device, 0, out degrees);

    public NvmlResult GetFan(nint device, out uint percent) => Get(_fan, device, out percent);

    public NvmlResult GetPower(nint device, out uint milliwatts) => Get(_power, device, out milliwatts);

    public NvmlResult GetPowerLimit(nint device, out uint milliwatts) => Get(_powerLimit, device, out milliwatts);

    public NvmlResult GetEnergy(nint device, out ulong millijoules) => Get(_energy, device, out millijoules);

    public NvmlResult GetThrottleReasons(nint device, out ulong reasons) => Get(_throttle, device, out reasons);

    public NvmlResult GetMigMode(nint device, out uint current) => GetFirst(_migMode, device, out current);

    public NvmlResult GetMigCount(nint device, out uint count) => Get(_migCount, device, out count);

    public NvmlResult GetMigHandle(nint device, uint index, out nint instance) => Get(_migHandle, device, index, out instance);

    /// <summary>Whether the lists of processes have the structure of version 2; false for version 1.</summary>
    public bool HasProcessesV2(bool graphics) => (graphics ? _graphicsV2 : _computeV2) != 0;

    public NvmlResult GetProcesses(nint device, bool graphics, ref uint count, Span<NvmlProcessV2> processes) =>
        GetList(graphics ? _graphicsV2 : _computeV2, device, ref count, processes);

    public NvmlResult GetProcesses(nint device, bool graphics, ref uint count, Span<NvmlProcessV1> processes) =>
        GetList(graphics ? _graphics : _compute, device, ref count, processes);

    public NvmlResult GetProcessSamples(nint device, ulong since, ref uint count, Span<NvmlProcessSample> samples)
    {
        fixed (NvmlProcessSample* buffer = samples)
        fixed (uint* size = &count)
        {
            return _processSamples == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, NvmlProcessSample*, uint*, ulong, NvmlResult>)_processSamples)(
                    device,
                    buffer,
                    size,
                    since
                );
        }
    }

    private static nint Find(nint library, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryGetExport(library, name, out nint address))
            {
                return address;
            }
        }

        return 0;
    }

    private static NvmlResult Call(nint function) =>
        function == 0 ? NvmlResult.FunctionNotFound : ((delegate* unmanaged[Cdecl]<NvmlResult>)function)();

    private static NvmlResult Get<T>(nint function, nint device, out T value)
        where T : unmanaged
    {
        T found = default;
        NvmlResult result =
            function == 0 ? NvmlResult.FunctionNotFound : ((delegate* unmanaged[Cdecl]<nint, T*, NvmlResult>)function)(device, &found);
        value = found;
        return result;
    }

    private static NvmlResult Get<T>(nint function, nint device, uint argument, out T value)
        where T : unmanaged
    {
        T found = default;
        NvmlResult result =
            function == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, uint, T*, NvmlResult>)function)(device, argument, &found);
        value = found;
        return result;
    }

    /// <summary>The first of two numbers; the second is the period of a sample, or what a setting will be.</summary>
    private static NvmlResult GetFirst(nint function, nint device, out uint value)
    {
        uint first = 0;
        uint second = 0;
        NvmlResult result =
            function == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, uint*, uint*, NvmlResult>)function)(device, &first, &second);
        value = first;
        return result;
    }

    private static NvmlResult GetHandle(nint function, uint index, out nint device)
    {
        nint found = 0;
        NvmlResult result =
            function == 0 ? NvmlResult.FunctionNotFound : ((delegate* unmanaged[Cdecl]<uint, nint*, NvmlResult>)function)(index, &found);
        device = found;
        return result;
    }

    private static NvmlResult GetText(nint function, nint device, Span<byte> text)
    {
        fixed (byte* buffer = text)
        {
            return function == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, byte*, uint, NvmlResult>)function)(device, buffer, (uint)text.Length);
        }
    }

    private static NvmlResult GetList<T>(nint function, nint device, ref uint count, Span<T> items)
        where T : unmanaged
    {
        fixed (T* buffer = items)
        fixed (uint* size = &count)
        {
            return function == 0
                ? NvmlResult.FunctionNotFound
                : ((delegate* unmanaged[Cdecl]<nint, uint*, T*, NvmlResult>)function)(device, size, buffer);
        }
    }
}
