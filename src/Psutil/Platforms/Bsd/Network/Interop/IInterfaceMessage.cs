namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A message of the routing socket about an interface, as one system lays it out.</summary>
internal interface IInterfaceMessage
{
    /// <summary>What it tells.</summary>
    InterfaceRecord ToRecord(string name);
}
