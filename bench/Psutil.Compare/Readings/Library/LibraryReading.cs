namespace Psutil.Compare.Readings.Library;

internal abstract class LibraryReading : Reading
{
    public const string Name = "Psutil for .NET";

    public override string Contestant => Name;

    protected static Machine Machine => Machine.Local;
}
