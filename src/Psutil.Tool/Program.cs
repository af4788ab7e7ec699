Console.WriteLine(Psutil.ByteSize.ToString(Psutil.Machine.Local.Memory.GetVirtual().Total));
