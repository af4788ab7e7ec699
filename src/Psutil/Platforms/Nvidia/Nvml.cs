using System.Runtime.InteropServices;
using Psutil.Platforms.Nvidia.Interop;

namespace Psutil.Platforms.Nvidia;

/// <summary>
/// NVIDIA's management library. It is loaded when a GPU is first asked for, and every call is made on a thread that can be left behind,
/// because the driver of a broken GPU may never answer.
/// </summary>
/// <param name="paths">Where the library can be, in the order of the search. Absolute, so that neither the working directory nor the
/// environment decides what a program that runs as root loads.</param>
/// <param name="deadline">How long an answer may take.</param>
/// <param name="idleTime">How long the driver's session stays open after an answer: to open one takes up to seconds on a machine without
/// NVIDIA's persistence daemon, but while it is open the driver cannot be replaced.</param>
internal sealed class Nvml(IReadOnlyList<string> paths, TimeSpan deadline, TimeSpan idleTime)
{
    // Far more than any machine has.
    private const uint MostGpus = 256;
    private const int LongestVersion = 80;

    private static readonly DeadlineCalls<(Nvml Nvml, NvmlQuestion Question, string Sleeping), NvmlAnswer> Calls = new(
        static call => call.Nvml.Answer(call.Question, call.Sleeping.Split(Separator)),
        "psutil nvml",
        TimeSpan.FromSeconds(5),
        MostThreads,
        StackSize
    );

    // One call runs at a time; a few more can wait for one that is stuck. Nobody knows how much stack NVIDIA's library needs.
    private const int MostThreads = 8;
    private const int StackSize = 8 * 1024 * 1024;
    private const char Separator = ' ';

    private readonly Lock _lock = new();
    private readonly Lock _idling = new();
    private Timer? _idle;
    private nint _library;
    private NvmlFunctions? _functions;
    private bool _isOpen;

    /// <summary>Where Linux distributions, NVIDIA's installer, WSL, NixOS and container runtimes have the library.</summary>
    public static IReadOnlyList<string> LinuxPaths { get; } =
    [
        "/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1",
        "/usr/lib/aarch64-linux-gnu/libnvidia-ml.so.1",
        "/usr/lib64/libnvidia-ml.so.1",
        "/usr/lib/libnvidia-ml.so.1",
        "/usr/lib/wsl/lib/libnvidia-ml.so.1",
        "/run/opengl-driver/lib/libnvidia-ml.so.1",
        "/usr/local/nvidia/lib64/libnvidia-ml.so.1",
    ];

    /// <summary>The library of this machine.</summary>
    public static Nvml OfLinux { get; } = new(LinuxPaths, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    /// <summary>The library of this machine. Old drivers have it in a folder of their own.</summary>
    public static Nvml OfWindows { get; } =
        new(
            [
                Path.Join(Environment.SystemDirectory, "nvml.dll"),
                Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "NVIDIA Corporation", "NVSMI", "nvml.dll"),
            ],
            TimeSpan.FromSeconds(5),
            TimeSpan.FromSeconds(60)
        );

    /// <summary>Asks for the GPUs or the processes.</summary>
    /// <param name="question">What to ask for.</param>
    /// <param name="sleeping">The PCI addresses of GPUs that are not to be asked, because the answer would wake them.</param>
    public NvmlAnswer Ask(NvmlQuestion question, params IEnumerable<string> sleeping) =>
        Calls.TryCall((this, question, string.Join(Separator, sleeping)), deadline, out NvmlAnswer? answer)
            ? answer
            : new NvmlAnswer { Failure = new Unavailability { Reason = UnavailableReason.TimedOut } };

    private NvmlAnswer Answer(NvmlQuestion question, string[] sleeping)
    {
        lock (_lock)
        {
            if (question == NvmlQuestion.Close)
            {
                CloseSession();
                return new NvmlAnswer();
            }

            NvmlAnswer answer =
                OpenSession() is { } failure ? new NvmlAnswer { Failure = failure }
                : question == NvmlQuestion.Gpus ? ReadGpus(_functions!, sleeping)
                : ReadProcesses(_functions!, sleeping);
            if (_isOpen)
            {
                CloseWhenIdle();
            }

            return answer;
        }
    }

    private Unavailability? OpenSession()
    {
        if (_isOpen)
        {
            return null;
        }

        if (_functions is null)
        {
            foreach (string path in paths)
            {
                if (NativeLibrary.TryLoad(path, out _library))
                {
                    _functions = new NvmlFunctions(_library);
                    break;
                }
            }
        }

        if (_functions is null)
        {
            return NvmlErrors.ReasonOf(
                $"{(OperatingSystem.IsWindows() ? "LoadLibrary" : "dlopen")}({Path.GetFileName(paths[0])})",
                NvmlResult.LibraryNotFound
            );
        }

        NvmlResult result = _functions.Init();
        _isOpen = result == NvmlResult.Success;
        if (!_isOpen)
        {
            // The driver may have been replaced, and the library with it: the next call loads the new one.
            Unload();
            return NvmlErrors.ReasonOf("nvmlInit", result);
        }

        return null;
    }

    private void CloseSession()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _functions!.Shutdown();
            Unload();
        }
    }

    private void Unload()
    {
        NativeLibrary.Free(_library);
        (_library, _functions) = (0, null);
    }

    private void CloseWhenIdle()
    {
        lock (_idling)
        {
            _idle ??= new Timer(static nvml => Calls.TryCall(((Nvml)nvml!, NvmlQuestion.Close, ""), TimeSpan.Zero, out _), this, -1, -1);
            _idle.Change(idleTime, Timeout.InfiniteTimeSpan);
        }
    }

    private NvmlAnswer ReadGpus(NvmlFunctions nvml, string[] sleeping)
    {
        Span<byte> text = stackalloc byte[LongestVersion];
        string? version = nvml.GetDriverVersion(text) == NvmlResult.Success ? NvmlGpuReader.ToText(text) : null;
        Dictionary<string, GpuDraft> gpus = new(StringComparer.Ordinal);
        Unavailability? failure = ForEach(
            nvml,
            sleeping,
            (device, address) => gpus[address] = new NvmlGpuReader(nvml, device).Read(version),
            out Unavailability? handleFailure
        );
        return new NvmlAnswer
        {
            Failure = failure,
            HandleFailure = handleFailure,
            Gpus = gpus,
        };
    }

    private NvmlAnswer ReadProcesses(NvmlFunctions nvml, string[] sleeping)
    {
        List<NvmlProcess> processes = [];
        Dictionary<string, Unavailability> unavailable = new(StringComparer.Ordinal);
        HashSet<string> opened = new(StringComparer.Ordinal);
        Unavailability? failure = ForEach(
            nvml,
            sleeping,
            (device, address) =>
            {
                opened.Add(address);
                if (new NvmlProcessReader(nvml, device, address).Read(out Unavailability? missing) is { } found)
                {
                    processes.AddRange(found);
                }
                else
                {
                    unavailable[address] = missing.GetValueOrDefault();
                }
            },
            out Unavailability? handleFailure
        );
        return new NvmlAnswer
        {
            Failure = failure,
            HandleFailure = handleFailure,
            Opened = opened,
            Processes = processes,
            UnavailableGpus = unavailable,
        };
    }

    private Unavailability? ForEach(NvmlFunctions nvml, string[] sleeping, Action<nint, string> read, out Unavailability? handleFailure)
    {
        handleFailure = null;
        NvmlResult result = nvml.GetCount(out uint count);
        if (result != NvmlResult.Success)
        {
            CloseSession();
            return NvmlErrors.ReasonOf("nvmlDeviceGetCount", result);
        }

        for (uint index = 0; index < Math.Min(count, MostGpus); index++)
        {
            result = nvml.GetHandle(index, out nint device);
            if (result != NvmlResult.Success)
            {
                handleFailure = NvmlErrors.ReasonOf("nvmlDeviceGetHandleByIndex", result);
                continue;
            }

            result = nvml.GetPciInfo(device, out NvmlPciInfo pci);
            if (result != NvmlResult.Success)
            {
                handleFailure = NvmlErrors.ReasonOf("nvmlDeviceGetPciInfo", result);
                continue;
            }

            // As in sysfs. The function of a GPU is always 0; that of its sound is 1.
            string address = string.Create(CultureInfo.InvariantCulture, $"{pci.Domain:x4}:{pci.Bus:x2}:{pci.Device:x2}.0");
            if (!sleeping.Contains(address))
            {
                read(device, address);
            }
        }

        return null;
    }
}
