namespace Psutil.Compare.Readings.Library;

/// <summary>The library where it may load a BPF program, as root.</summary>
internal static class LibraryByBpf
{
    public const string Name = "Psutil for .NET, BPF";

    // Loading takes tens of milliseconds.
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(2);

    public static Machine Machine { get; } = Machine.Open(new MachineOptions { AllowBpf = true });

    /// <summary>Reads as often as is necessary to have the program loaded, so that what it reads is compared with the floor.</summary>
    public static void Load(Action read)
    {
        read();
        read();
        Thread.Sleep(LoadTime);
    }
}
