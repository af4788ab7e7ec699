namespace Psutil.Compare.Readings.Library;

internal abstract class LibraryReading : Reading
{
    public const string Name = "Psutil for .NET";

    public override string Contestant => Name;

    /// <summary>The local machine, whose processes are read from <c>/proc</c>.</summary>
    internal static Machine Machine { get; } = Machine.Open(new MachineOptions { AllowBpf = false });
}
