namespace Psutil.Compare.Readings.BaseClasses;

internal abstract class BaseClassesReading : Reading
{
    public const string Name = ".NET base classes";

    public override string Contestant => Name;
}
